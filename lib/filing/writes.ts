import { createHash } from 'node:crypto'
import type { Write } from '@/lib/audit/writes'
import type { Actor } from '@/lib/identity/types'
import { verificationCode } from '@/lib/platform/ids'
import { insertRows } from '@/lib/platform/insert'
import { canonicalise, type JsonValue } from '@/lib/platform/json'
import { ok, refuse, type Result } from '@/lib/platform/result'

export interface DraftToSave {
  caseId: string
  /** The revision the writer's page started from. */
  revision: number
  tab: string
  /** The writer saw the other tab's words and keeps these. */
  overwrite?: boolean
  content: object
}

/** Keeps what was typed. Refusal: `draft-changed-elsewhere` when another window saved meanwhile. */
export async function saveDraft(
  w: Write,
  draft: DraftToSave,
): Promise<Result<{ revision: number; savedAt: string }>> {
  const { caseId, content, tab } = draft
  const saved = await w.tx.filingDraft.updateMany({
    where: { caseId, ...(draft.overwrite ? {} : { revision: draft.revision }) },
    data: { content, tab, revision: { increment: 1 }, updatedAt: w.at },
  })
  if (saved.count !== 1) {
    const other = await w.tx.filingDraft.findUnique({ where: { caseId } })
    if (other) return refuse('filing', 'draft-changed-elsewhere', { params: { revision: other.revision } })
    await insertRows(w.tx, 'FilingDraft', [{ caseId, content, tab, revision: 1, updatedAt: w.at }])
  }
  w.touch('FilingDraft', { caseId })
  const now = await w.tx.filingDraft.findUniqueOrThrow({ where: { caseId } })
  return ok({ revision: now.revision, savedAt: now.updatedAt.toISOString() })
}

/** A filing that was sent back is edited from what was submitted. */
export async function startDraftFromVersion(w: Write, caseId: string, number: number): Promise<void> {
  const version = await w.tx.filingVersion.findUnique({ where: { caseId_number: { caseId, number } } })
  const rows = [{ caseId, content: version?.content ?? {}, updatedAt: w.at }]
  await insertRows(w.tx, 'FilingDraft', rows, { skipDuplicates: true })
  w.touch('FilingDraft', { caseId })
}

/** Keeps a submitted version for good, with the hash and the code that its receipt and its form print. */
export async function storeVersion(
  w: Write,
  actor: Actor,
  caseId: string,
  number: number,
  content: object,
): Promise<void> {
  await insertRows(w.tx, 'FilingVersion', [
    {
      caseId,
      number,
      content,
      contentHash: contentHash(content as JsonValue),
      code: verificationCode(),
      submittedById: actor.officialId,
      submittedAt: w.at,
    },
  ])
  w.touch('FilingVersion', { caseId, number })
}

/** SHA-256 of the canonical content (RFC 8785). */
export function contentHash(content: JsonValue): string {
  return createHash('sha256').update(canonicalise(content), 'utf8').digest('hex')
}
