import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/layout/client-messages'
import { StepForm } from '@/components/review/step-form'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Empty } from '@/components/ui/empty'
import { PageHeader } from '@/components/ui/page-header'
import { Tag } from '@/components/ui/tag'
import { delegate, endDelegation } from '@/lib/cases/delegating/actions'
import { mayDelegate } from '@/lib/cases/delegating/policy'
import { listDelegations } from '@/lib/cases/delegating/queries'
import { requireActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'
import { formatDate } from '@/lib/platform/format'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('cases'))('delegation.title') }
}

const TONES = { running: 'green', upcoming: 'accent', over: 'neutral' } as const

/** Absence: who decides meanwhile, and for whom the actor stands in. */
export default async function DelegationsPage() {
  const actor = await requireActor()
  const rows = await listDelegations(actor, systemClock.now())
  if (!mayDelegate(actor) && rows.length === 0) notFound()
  const t = await getTranslations('cases.delegation')
  const locale = await getLocale()
  const labels = { choose: '', pending: t('pending'), done: t('done') }
  return (
    <ClientMessages namespaces={['cases', 'platform', 'review', 'recusalRequests']}>
      <PageHeader title={t('title')} description={t('description')} />
      <div className="grid gap-5">
        <Card>
          <CardBody>
            {rows.length === 0 ? <Empty title={t('empty')} description={t('emptyText')} /> : null}
            <ul className="divide-y divide-line">
              {rows.map((row) => (
                <li
                  key={row.id}
                  className="flex flex-wrap items-center justify-between gap-3 py-3 first:pt-0 last:pb-0"
                >
                  <span className="min-w-0">
                    {t(`side.${row.side}`, { name: row.name, post: row.post })}
                    <span className="block text-sm text-ink-3">
                      {formatDate(row.validFrom, locale)} – {formatDate(row.validTo, locale)} · {row.reason}
                    </span>
                  </span>
                  <span className="flex items-center gap-3">
                    <Tag tone={TONES[row.state]}>{t(`state.${row.state}`)}</Tag>
                    {row.state === 'over' ? null : (
                      <StepForm
                        steps={[
                          {
                            event: 'end',
                            label: t('end', { name: row.name }),
                            fields: [],
                            act: endDelegation,
                            input: { id: row.id },
                          },
                        ]}
                        labels={labels}
                      />
                    )}
                  </span>
                </li>
              ))}
            </ul>
          </CardBody>
        </Card>
        {mayDelegate(actor) ? (
          <Card aria-labelledby="give">
            <CardHeader id="give" title={t('give')} description={t('giveText')} />
            <CardBody>
              <StepForm
                key={rows.length}
                steps={[
                  {
                    event: 'give',
                    label: t('submit'),
                    fields: [
                      { name: 'toId', kind: 'official', label: t('to'), hint: t('toHint'), required: true },
                      { name: 'validFrom', kind: 'date', label: t('from'), required: true },
                      { name: 'validTo', kind: 'date', label: t('until'), required: true },
                      { name: 'reason', kind: 'line', label: t('reason'), required: true },
                    ],
                    act: delegate,
                    input: {},
                  },
                ]}
                labels={labels}
              />
            </CardBody>
          </Card>
        ) : null}
      </div>
    </ClientMessages>
  )
}
