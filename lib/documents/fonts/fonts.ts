// Fonts of the documents. Reading one takes longer than writing a page with it: what was read is kept for a while.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { create, type Font } from 'fontkit'

const FONTS = {
  main: 'noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  bold: 'noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
  rare: 'noto-serif-jp/400Regular/NotoSerifJP_400Regular.ttf',
} as const
export type Face = keyof typeof FONTS
export const FACES = Object.keys(FONTS) as readonly Face[]

/** They hold some sixty megabytes: a process that makes no documents gives them back. */
const KEPT_MS = 60_000

const kept = new Map<Face, Font>()
let ending: NodeJS.Timeout | undefined

/**
 * A font by its face. In the folder that the process runs in: a bundler turns a resolved path into a number of its own. Throws
 * when the font is not there: a document without its characters is never made; the worker tries again once it is.
 */
export function fontOf(face: Face): Font {
  const file = join(process.cwd(), 'node_modules/@expo-google-fonts', ...FONTS[face].split('/'))
  if (!existsSync(file)) throw new Error(`the font ${FONTS[face]} is missing: npm start installs it`)
  clearTimeout(ending)
  ending = setTimeout(() => kept.clear(), KEPT_MS).unref()
  let font = kept.get(face)
  if (!font) kept.set(face, (font = create(readFileSync(file))))
  return font
}
