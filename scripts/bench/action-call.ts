// Calls a server action of the built product as its pages do: by the id the build gave it.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { ActionResult } from '@/lib/platform/result'

const MANIFEST = join(resolve(import.meta.dirname, '../..'), '.next/server/server-reference-manifest.json')

interface Reference {
  filename: string
  exportedName: string
}

/** The id of an action by its file and name. */
export function actionId(filename: string, exportedName: string): string {
  const { node } = JSON.parse(readFileSync(MANIFEST, 'utf8')) as { node: Record<string, Reference> }
  const found = Object.entries(node).find(
    ([, one]) => one.filename === filename && one.exportedName === exportedName,
  )
  if (!found) throw new Error(`the build has no action ${exportedName} in ${filename}`)
  return found[0]
}

export interface Called<T> {
  status: number
  result: ActionResult<T> | null
}

/** Sends an action from a page of a signed-in session. Input must be plain JSON without texts that begin with `$`. */
export async function callAction<T>(
  { url, cookie, page }: { url: string; cookie: string; page: string },
  id: string,
  call: { input: unknown; requestKey: string },
): Promise<Called<T>> {
  const answer = await fetch(`${url}${page}`, {
    method: 'POST',
    headers: { cookie, origin: url, 'next-action': id, 'content-type': 'text/plain;charset=UTF-8' },
    body: JSON.stringify([call]),
    signal: AbortSignal.timeout(60_000),
  })
  const text = await answer.text()
  const line = /^[0-9a-f]+:(\{"ok":.*\})$/m.exec(text)?.[1]
  return { status: answer.status, result: line ? (JSON.parse(line) as ActionResult<T>) : null }
}
