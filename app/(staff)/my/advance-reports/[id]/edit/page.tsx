import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ReportForm } from '@/components/advance-reports/report-form'
import { Attachments } from '@/components/filing/attachments'
import { ClientMessages } from '@/components/layout/client-messages'
import { TwoColumn } from '@/components/layout/two-column'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { saveReportDraft, submitReport } from '@/lib/advance-reports/actions'
import { findReportForEdit, listMyMatters } from '@/lib/advance-reports/queries'
import { removeAttachment } from '@/lib/attachments/actions'
import { listAttachments } from '@/lib/attachments/queries'
import { declareEnterprise } from '@/lib/enterprises/actions'
import { getEnterprises } from '@/lib/enterprises/queries'
import { requireActor } from '@/lib/identity/queries'
import { findPersonnelCategory } from '@/lib/organs/queries'
import { systemClock } from '@/lib/platform/clock'
import { env } from '@/lib/platform/env'
import { groundFor, groundOf, KINSHIPS } from '@/lib/rulebook/rules/recusal-grounds'

type Params = Promise<{ id: string }>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('advanceReports'))('new.title') }
}

export default async function EditReportPage({ params }: { params: Params }) {
  const actor = await requireActor()
  const { id } = await params
  const now = systemClock.now()
  const report = await findReportForEdit(actor, id, now)
  if (!report) notFound()
  const [enterprises, matters, category, attachments] = await Promise.all([
    getEnterprises(actor, report.content.enterpriseIds ?? []),
    listMyMatters(actor, now),
    findPersonnelCategory(actor),
    listAttachments(actor, id, now),
  ])
  const t = await getTranslations('advanceReports')
  const rulebook = await getTranslations('rulebook')
  const grounds = Object.fromEntries(
    KINSHIPS.map((kinship) => {
      const ground = groundOf(category, groundFor(kinship))
      return [
        kinship,
        {
          name: rulebook(`ground.${ground.code}`),
          article: rulebook(`article.${ground.article}`),
          statutory: ground.statutory,
        },
      ]
    }),
  )
  return (
    <ClientMessages namespaces={['advanceReports', 'enterprises', 'filing', 'platform', 'cases']}>
      <PageHeader
        eyebrow={report.number ? `${t('new.title')} ${report.number}` : undefined}
        title={t(report.status.startsWith('APPROVED') ? 'new.amendTitle' : 'new.title')}
      />
      <TwoColumn
        aside={
          <Card>
            <CardHeader title={t('form.whyTitle')} />
            <CardBody className="grid gap-2 text-sm text-ink-2">
              <p>{t('form.why')}</p>
              <p>{t('form.limits')}</p>
              <p className="text-ink-3">{t('form.whoReads')}</p>
            </CardBody>
          </Card>
        }
        asideLabel={t('form.whyTitle')}
      >
        {report.defects.length > 0 ? (
          <Notice tone="warning" title={t('form.returnedTitle')}>
            <ol className="list-decimal pl-5">
              {report.defects.map((defect) => (
                <li key={defect}>{defect}</li>
              ))}
            </ol>
          </Notice>
        ) : null}
        {report.status.startsWith('APPROVED') ? <Notice tone="info">{t('form.amendText')}</Notice> : null}
        <ReportForm
          caseId={report.caseId}
          version={report.version}
          revision={report.revision}
          content={report.content}
          enterprises={enterprises}
          matters={matters}
          grounds={grounds}
          attachments={
            <Attachments
              caseId={id}
              files={attachments}
              maxBytes={env().UPLOAD_MAX_BYTES}
              maxFiles={env().UPLOADS_PER_CASE}
              remove={removeAttachment}
            />
          }
          actions={{ save: saveReportDraft, submit: submitReport, declare: declareEnterprise }}
        />
      </TwoColumn>
    </ClientMessages>
  )
}
