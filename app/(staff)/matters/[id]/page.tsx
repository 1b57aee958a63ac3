import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/layout/client-messages'
import { StepForm } from '@/components/review/step-form'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { Timeline } from '@/components/ui/timeline'
import { requireActor } from '@/lib/identity/queries'
import { recordAct } from '@/lib/matters/actions'
import { findMatter } from '@/lib/matters/queries'
import { systemClock } from '@/lib/platform/clock'
import { formatDateTime } from '@/lib/platform/format'
import { ACTS } from '@/lib/rulebook/rules/excluded-acts'

type Params = Promise<{ id: string }>

/** Why a handler is out of the matter. */
const OUT: readonly string[] = ['recused-from-matter', 'suspended-from-matter']

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('matters'))('title') }
}

/** One matter: who handles it and since when, what was done, and the form for the next act. */
export default async function MatterPage({ params }: { params: Params }) {
  const actor = await requireActor()
  const { id } = await params
  const matter = await findMatter(actor, id, systemClock.now())
  if (!matter) notFound()
  const t = await getTranslations('matters')
  const words = await getTranslations()
  const locale = await getLocale()
  const time = (value: string) => formatDateTime(value, locale)
  return (
    <ClientMessages namespaces={['matters', 'platform', 'review', 'recusalRequests']}>
      <PageHeader
        eyebrow={[matter.number, t(`type.${matter.type}`), matter.organ, matter.closed ? t('closed') : null]
          .filter(Boolean)
          .join(' · ')}
        title={matter.title}
        back={{ href: '/matters', label: t('back') }}
      />
      <div className="grid gap-5">
        {matter.denial && OUT.includes(matter.denial) ? (
          <Notice tone="warning" basis={words('rulebook.article.recusal-rules-14')}>
            {t(`refusal.${matter.denial}`)}
          </Notice>
        ) : null}
        <Card aria-labelledby="handlers">
          <CardHeader id="handlers" title={t('handlers')} />
          <CardBody>
            <ul className="grid gap-3 text-sm">
              {matter.handlers.map((one) => (
                <li key={one.id}>
                  <span className={one.endedAt ? 'text-ink-3 line-through' : 'font-semibold'}>
                    {one.name}
                  </span>{' '}
                  <span className="text-ink-3">
                    {one.post} ·{' '}
                    {one.endedAt
                      ? t('handler.until', { from: time(one.startedAt), to: time(one.endedAt) })
                      : t('handler.since', { from: time(one.startedAt) })}
                    {one.byDecision
                      ? ` · ${t(one.endedAt ? 'handler.ended' : 'handler.started', { document: one.byDecision })}`
                      : ''}
                  </span>
                </li>
              ))}
            </ul>
          </CardBody>
        </Card>
        {matter.enterprises.length > 0 ? (
          <Card aria-labelledby="enterprises">
            <CardHeader id="enterprises" title={t('enterprises')} />
            <CardBody>
              <ul className="grid gap-1 text-sm">
                {matter.enterprises.map((one) => (
                  <li key={one.id}>
                    {one.name} <span className="text-ink-3">{one.uscc}</span>
                  </li>
                ))}
              </ul>
            </CardBody>
          </Card>
        ) : null}
        {/* Who was recused or suspended keeps the form: the refusal is the system's, not a hidden button's. */}
        {matter.mayAct || (matter.denial && OUT.includes(matter.denial)) ? (
          <Card aria-labelledby="record">
            <CardHeader id="record" title={t('record')} />
            <CardBody>
              <StepForm
                key={matter.acts.length}
                steps={[
                  {
                    event: 'record',
                    label: t('submit'),
                    fields: [
                      {
                        name: 'kind',
                        kind: 'radio',
                        label: t('kind'),
                        required: true,
                        options: ACTS.map((act) => ({ value: act, label: words(`rulebook.act.${act}`) })),
                      },
                      { name: 'description', kind: 'paragraph', label: t('text'), required: true },
                    ],
                    act: recordAct,
                    input: { matterId: matter.id },
                  },
                ]}
                labels={{ choose: '', pending: t('pending'), done: t('done') }}
              />
            </CardBody>
          </Card>
        ) : null}
        <Card aria-labelledby="acts">
          <CardHeader id="acts" title={t('acts')} />
          <CardBody>
            {matter.acts.length === 0 ? (
              <p className="text-sm text-ink-3">{t('actsEmpty')}</p>
            ) : (
              <Timeline
                label={t('acts')}
                items={matter.acts.map((act) => ({
                  key: act.id,
                  title: `${words(`rulebook.act.${act.kind}`)}：${act.description}`,
                  meta: `${act.actor} · ${time(act.occurredAt)}`,
                }))}
              />
            )}
          </CardBody>
        </Card>
      </div>
    </ClientMessages>
  )
}
