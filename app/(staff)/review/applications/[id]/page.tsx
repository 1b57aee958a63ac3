import type { Metadata } from 'next'
import { Link } from '@/components/ui/link'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { applicationSteps } from './application-steps'
import { ClientMessages } from '@/components/layout/client-messages'
import { SubjectChooser } from '@/components/recusals/subject-chooser'
import { StepForm } from '@/components/review/step-form'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { PageHeader } from '@/components/ui/page-header'
import { fileSize } from '@/components/ui/upload'
import { requireActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'
import { formatDateTime } from '@/lib/platform/format'
import { applicationStanding, hasApplicationDesk, mayApplication } from '@/lib/recusals/applications/policy'
import { findApplication, findReceiverOf } from '@/lib/recusals/applications/queries'
import type { ApplicationView } from '@/lib/recusals/applications/types'
import { findSubject } from '@/lib/recusals/decisions/queries'

type Params = Promise<{ id: string }>
type Search = Promise<{ subject?: string }>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('applications'))('desk.title') }
}

/** One application: what it says, and its answer — accepted for a person and a matter, passed on, or not accepted. */
export default async function ApplicationPage({
  params,
  searchParams,
}: {
  params: Params
  searchParams: Search
}) {
  const actor = await requireActor()
  const now = systemClock.now()
  const found = hasApplicationDesk(actor) ? await findApplication(actor, (await params).id, now) : null
  if (!found) notFound()
  const { subject: chosen } = await searchParams
  const t = await getTranslations('applications')
  const words = await getTranslations()
  const subject = chosen ? await findSubject(actor, chosen, now) : null
  const receiver = await findReceiverOf(found.organId)
  const standing = applicationStanding(actor, { ...found, organPath: receiver.path })
  const open = mayApplication(found.status, 'accept', standing).allowed
  const steps = open ? await applicationSteps(found, subject) : []
  return (
    <ClientMessages
      namespaces={['applications', 'review', 'cases', 'platform', 'recusalRequests', 'recusalDecisions']}
    >
      <PageHeader
        eyebrow={`${found.number} · ${t(`status.${found.status}`)}`}
        title={`${found.officialText} · ${found.matterText}`}
        back={{ href: '/review/applications', label: t('desk.title') }}
      />
      <div className="grid gap-5">
        {open ? (
          <Card aria-labelledby="answer">
            <CardHeader id="answer" title={t('desk.answer')} description={t('desk.answerText')} />
            <CardBody className="grid gap-5">
              <SubjectChooser
                label={t('desk.subject')}
                initial={subject?.person ?? null}
                path={`/review/applications/${found.id}`}
              />
              <StepForm
                key={`${found.version}-${subject?.person.id ?? ''}`}
                steps={steps}
                labels={{
                  choose: t('desk.choose'),
                  pending: t('form.pending'),
                  done: t.raw('desk.done') as string,
                }}
              />
            </CardBody>
          </Card>
        ) : null}
        <Contents found={found} />
        {found.status === 'RECEIVED' ? null : <Answer found={found} />}
        {found.caseId ? (
          <p>
            <Link className="link" href={`/review/${found.caseId}`}>
              {words('applications.desk.request')}
            </Link>
          </p>
        ) : null}
      </div>
    </ClientMessages>
  )
}

async function Contents({ found }: { found: ApplicationView }) {
  const t = await getTranslations('applications')
  const locale = await getLocale()
  const long = (text: string) => <span className="wrap-anywhere whitespace-pre-line">{text}</span>
  return (
    <Card aria-labelledby="contents">
      <CardHeader id="contents" title={t('desk.contents')} />
      <CardBody>
        <DescriptionList
          items={[
            {
              term: t('staff.initiator'),
              detail: t(found.anonymous ? 'initiator.anonymous' : `initiator.${found.initiator}`),
            },
            ...(found.applicant
              ? [
                  { term: t('staff.applicantName'), detail: found.applicant.name },
                  { term: t('staff.applicantContact'), detail: found.applicant.contact },
                  ...(found.applicant.capacity
                    ? [{ term: t('staff.capacity'), detail: found.applicant.capacity }]
                    : []),
                ]
              : []),
            { term: t('label.organ'), detail: found.organ },
            { term: t('label.officialText'), detail: found.officialText },
            ...(found.aboutHead ? [{ term: t('staff.aboutHead'), detail: t('desk.yes') }] : []),
            { term: t('label.matterText'), detail: found.matterText },
            { term: t('label.groundCode'), detail: t(`ground.${found.groundCode}`) },
            { term: t('label.facts'), detail: long(found.facts) },
            { term: t('label.evidence'), detail: long(found.evidence || '—') },
            ...(found.files.length > 0
              ? [{ term: t('label.files'), detail: <Files key="files" files={found.files} /> }]
              : []),
            { term: t('label.receivedAt'), detail: formatDateTime(found.receivedAt, locale) },
            { term: t('label.answerBy'), detail: formatDateTime(found.dueAt, locale) },
          ]}
        />
      </CardBody>
    </Card>
  )
}

async function Files({ files }: Pick<ApplicationView, 'files'>) {
  const t = await getTranslations('applications')
  return (
    <ul className="grid gap-2">
      {files.map((file) => (
        <li key={file.id}>
          <a className="link" href={`/api/applications/files/${file.id}`}>
            {file.name}
          </a>{' '}
          <span className="text-sm text-ink-3">
            {[fileSize(file.size), file.scanned ? null : t('desk.notScanned')].filter(Boolean).join(' · ')}
          </span>
          <span className="block font-mono text-xs wrap-anywhere text-ink-3">SHA-256 {file.sha256}</span>
        </li>
      ))}
    </ul>
  )
}

async function Answer({ found }: { found: ApplicationView }) {
  const t = await getTranslations('applications')
  const locale = await getLocale()
  return (
    <Card aria-labelledby="answered">
      <CardHeader id="answered" title={t(`status.${found.status}`)} />
      <CardBody>
        <DescriptionList
          items={[
            { term: t('label.answeredBy'), detail: found.answeredBy ?? '—' },
            {
              term: t('label.answeredAt'),
              detail: found.answeredAt ? formatDateTime(found.answeredAt, locale) : '—',
            },
            ...(found.answer
              ? [
                  {
                    term: t('label.answer'),
                    detail: <span className="wrap-anywhere whitespace-pre-line">{found.answer}</span>,
                  },
                ]
              : []),
          ]}
        />
      </CardBody>
    </Card>
  )
}
