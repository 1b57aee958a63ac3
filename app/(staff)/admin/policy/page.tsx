import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { policyFields } from '@/components/administration/policy-fields'
import { ClientMessages } from '@/components/layout/client-messages'
import { StepForm } from '@/components/review/step-form'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { Diff } from '@/components/ui/diff'
import { PageHeader } from '@/components/ui/page-header'
import { Tag } from '@/components/ui/tag'
import { previewPolicy } from '@/lib/cases/previewing/actions'
import { mayAdminister } from '@/lib/identity/policy'
import { requireActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'
import { civilDateOf } from '@/lib/platform/dates'
import { formatDate } from '@/lib/platform/format'
import { publishPolicy } from '@/lib/rulebook/actions'
import { listRulebooks } from '@/lib/rulebook/queries'
import { LIMIT_NAMES, type LimitName, unitOf } from '@/lib/rulebook/schema'
import type { PublishedRulebook } from '@/lib/rulebook/types'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('rulebook.policy'))('title') }
}

/** The limits of every step: which version counts, what each changed, and a form for the next one. */
export default async function PolicyPage() {
  const actor = await requireActor()
  if (!mayAdminister(actor, 'policy')) notFound()
  const t = await getTranslations('rulebook')
  const locale = await getLocale()
  const today = civilDateOf(systemClock.now())
  const versions = await listRulebooks()
  const [newest] = versions
  const inForce = versions.find((one) => one.effectiveFrom <= today)
  const last = newest && newest.effectiveFrom > today ? newest.effectiveFrom : today
  const state = (one: PublishedRulebook) =>
    one.version === inForce?.version ? 'current' : one.effectiveFrom > today ? 'upcoming' : 'past'
  return (
    <ClientMessages namespaces={['rulebook', 'platform', 'review', 'recusalRequests']}>
      <PageHeader title={t('policy.title')} description={t('policy.description')} />
      <div className="grid gap-5">
        {versions.map((one, index) => (
          <Version key={one.version} version={one} before={versions[index + 1]} state={state(one)} />
        ))}
        <Card aria-labelledby="publish">
          <CardHeader id="publish" title={t('policy.form')} description={t('policy.formText')} />
          <CardBody>
            <StepForm
              key={newest?.version}
              steps={[
                {
                  event: 'publish',
                  label: t('policy.submit.publish'),
                  fields: policyFields(t, newest, formatDate(last, locale)),
                  act: publishPolicy,
                  input: {},
                  preview: {
                    label: t('policy.preview.submit'),
                    message: 'rulebook.policy.preview',
                    act: previewPolicy,
                  },
                },
              ]}
              labels={{ choose: '', pending: t('policy.submit.pending'), done: t('policy.submit.done') }}
            />
          </CardBody>
        </Card>
      </div>
    </ClientMessages>
  )
}

const TONES = { current: 'green', upcoming: 'accent', past: 'neutral' } as const

const UNIT = { workdays: 'policy.days', days: 'policy.calendarDays', months: 'policy.months' } as const

interface VersionProps {
  version: PublishedRulebook
  before: PublishedRulebook | undefined
  state: keyof typeof TONES
}

async function Version({ version, before, state }: VersionProps) {
  const t = await getTranslations('rulebook')
  const locale = await getLocale()
  const { limits } = version
  const words = (name: LimitName, n: number) => t(UNIT[unitOf(name)], { n })
  const changed = before ? LIMIT_NAMES.filter((name) => before.limits[name] !== limits[name]) : []
  const id = `version-${version.version}`
  return (
    <Card aria-labelledby={id}>
      <CardHeader
        id={id}
        title={t('policy.version', { n: version.version })}
        description={t('policy.from', { date: formatDate(version.effectiveFrom, locale) })}
        aside={<Tag tone={TONES[state]}>{t(`policy.${state}`)}</Tag>}
      />
      <CardBody>
        <DescriptionList
          items={[
            { key: 'note', term: t('policy.note'), detail: version.note },
            {
              key: 'by',
              term: t('policy.publishedBy'),
              detail: version.publishedBy ?? t('policy.installed'),
            },
          ]}
        />
        {before ? (
          <section className="mt-5" aria-label={t('policy.changes')}>
            <h3 className="mb-3 text-base font-semibold">{t('policy.changes')}</h3>
            <Diff
              changes={changed.map((name) => ({
                key: name,
                field: t(`limit.${name}`),
                before: words(name, before.limits[name]),
                after: words(name, limits[name]),
              }))}
              labels={{
                before: t('policy.before'),
                after: t('policy.after'),
                none: t('policy.none'),
                same: t('policy.same'),
              }}
            />
          </section>
        ) : null}
        <details className="mt-5">
          <summary className="cursor-pointer py-1 font-medium">{t('policy.values')}</summary>
          <DescriptionList
            className="mt-3"
            items={[
              ...LIMIT_NAMES.map((name) => ({
                key: name,
                term: t(`limit.${name}`),
                detail: words(name, limits[name]),
              })),
              {
                key: 'suspends',
                term: t('policy.label.suspends'),
                detail: version.suspends.map((type) => t(`matterType.${type}`)).join('、'),
              },
            ]}
          />
        </details>
      </CardBody>
    </Card>
  )
}
