// The check of the whole log from the command line, in both languages: exit 0 intact, 1 findings or a failure.
import { describeFinding } from '@/lib/audit/labels'
import { actorNames, verifyLog } from '@/lib/audit/queries'
import { systemClock } from '@/lib/platform/clock'
import { closeDb } from '@/lib/platform/db'
import { getTranslator, LOCALES, type Locale } from '@/lib/platform/i18n'

/** The most findings that are listed: after a disaster everything differs. */
const MOST = 200

const words = (locale: Locale) => {
  const t = getTranslator(locale)
  return (key: string, params?: Record<string, string | number>) => t(key as never, params as never)
}

async function main(): Promise<number> {
  const started = performance.now()
  const now = systemClock.now()
  const progress = (done: number, total: number) => {
    if (!process.stderr.isTTY) return
    process.stderr.write(`\r${words('zh')('audit.cli.progress', { done, total })}\u001b[K`)
    if (done === total) process.stderr.write('\r\u001b[K')
  }
  const result = await verifyLog(now, { onProgress: progress })
  const { entries, rows, findings, headIndex, headHash } = result
  const names = await actorNames(
    findings.map((finding) => finding.actor),
    now,
  )
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  const say = findings.length === 0 ? console.log : console.error
  for (const locale of LOCALES) {
    const t = words(locale)
    const sign = findings.length === 0 ? '✓' : '✗'
    const params = { entries, rows, seconds, count: findings.length }
    say(`${sign} ${t(`audit.cli.${findings.length === 0 ? 'good' : 'bad'}`, params)}`)
    for (const finding of findings.slice(0, MOST)) {
      const { text, written } = describeFinding(t, finding, names)
      say(`  - ${text}${written ? `\n    ${t('audit.cli.written', { text: written })}` : ''}`)
    }
    if (findings.length > MOST) say('  …')
    say(`  ${t('audit.cli.head', { index: headIndex, hash: headHash })}`)
  }
  return findings.length === 0 ? 0 : 1
}

main()
  .then(async (code) => {
    await closeDb()
    process.exit(code)
  })
  .catch(async (error: unknown) => {
    console.error(error)
    await closeDb()
    process.exit(1)
  })
