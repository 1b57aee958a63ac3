import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { Notice } from '@/components/ui/notice'
import { describeFinding } from '@/lib/audit/labels'
import type { Verification } from '@/lib/audit/types'

/** The most findings that the page lists; the command line tells more. */
const MOST = 20
/** Digits of SHA-256 in base 16. */
const HASH_LENGTH = 64

/** The head to note outside the system, and what verifying the newest entries found. */
export async function LogCheck({
  result,
  names,
}: {
  result: Verification
  names: ReadonlyMap<string, string>
}) {
  const t = await getTranslations('audit')
  const all = await getTranslations()
  const translate = (key: string, params?: Record<string, string | number>) =>
    all(key as never, params as never)
  const { entries, rows, findings, headIndex, headHash } = result
  return (
    <CheckCard
      verdict={
        findings.length === 0 ? (
          <Notice tone="success" title={t('check.goodTitle', { entries })}>
            {t('check.good', { rows })}
          </Notice>
        ) : (
          <Notice tone="refusal" title={t('check.badTitle', { count: findings.length })}>
            <p>{t('check.bad')}</p>
            <ul aria-label={t('check.list')} className="mt-3 grid gap-2 break-words">
              {findings.slice(0, MOST).map((finding) => {
                const { text, written } = describeFinding(translate, finding, names)
                const { what, index, table, key, column } = finding
                return (
                  <li key={[what, index, table, key, column].join(' ')}>
                    {text}
                    {written ? <span className="block text-sm text-ink-3">{written}</span> : null}
                  </li>
                )
              })}
            </ul>
          </Notice>
        )
      }
      index={headIndex < 0 ? t('head.none') : headIndex}
      hash={headHash}
    />
  )
}

/** Stands where the check will be, as high as it will be: nothing below moves when it comes. */
export async function LogChecking() {
  const t = await getTranslations('audit')
  const unseen = (words: string) => (
    <span aria-hidden="true" className="invisible">
      {words}
    </span>
  )
  return (
    <CheckCard
      verdict={
        <Notice tone="info" role="status" title={t('check.running')}>
          {unseen(t('check.good', { rows: 1000 }))}
        </Notice>
      }
      index="…"
      hash={unseen('0'.repeat(HASH_LENGTH))}
    />
  )
}

/** What the check found, and the head to note outside the system. */
async function CheckCard({
  verdict,
  index,
  hash,
}: {
  verdict: ReactNode
  index: ReactNode
  hash: ReactNode
}) {
  const t = await getTranslations('audit')
  return (
    <Card aria-labelledby="log-check">
      <CardHeader id="log-check" title={t('check.title')} />
      <CardBody>
        <div className="grid gap-5">
          {verdict}
          <DescriptionList
            items={[
              { key: 'index', term: t('head.index'), detail: index },
              { key: 'hash', term: t('head.hash'), detail: <span className="break-all">{hash}</span> },
            ]}
          />
          <p className="text-sm text-ink-3">
            {t('head.hint')} {t('check.all')}
          </p>
        </div>
      </CardBody>
    </Card>
  )
}
