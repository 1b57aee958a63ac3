import type { Finding } from './types'

type Translate = (key: string, params?: Record<string, string | number>) => string

/** A finding in words: what is wrong, and the last write that the log proves, if there is one. `t` knows every namespace. */
export function describeFinding(
  t: Translate,
  finding: Finding,
  names: ReadonlyMap<string, string>,
): { text: string; written: string | null } {
  const { index, lastIndex, what, table, key, column, at, actor, command } = finding
  const range = lastIndex !== null && (what === 'gap' || what === 'head')
  const again = what === 'field-altered' && column === null
  const params = { index, last: lastIndex ?? index, table: table ?? '', key: key ?? '', column: column ?? '' }
  const text = t(`audit.finding.${again ? 'row-again' : range ? `${what}Range` : what}`, params)
  if (at === null || command === null) return { text, written: null }
  const who = actor === 'system' ? t('audit.system') : (names.get(actor ?? '') ?? actor ?? '')
  return { text, written: t('audit.finding.written', { index, at, actor: who, command }) }
}
