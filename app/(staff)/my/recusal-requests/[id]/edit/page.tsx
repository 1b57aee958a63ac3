import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Attachments } from '@/components/filing/attachments'
import { ClientMessages } from '@/components/layout/client-messages'
import { RequestForm } from '@/components/recusals/request-form'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { listMyMatters } from '@/lib/advance-reports/queries'
import { removeAttachment } from '@/lib/attachments/actions'
import { listAttachments } from '@/lib/attachments/queries'
import { declareEnterprise } from '@/lib/enterprises/actions'
import { getEnterprises } from '@/lib/enterprises/queries'
import { requireActor } from '@/lib/identity/queries'
import { findPersonnelCategory } from '@/lib/organs/queries'
import { systemClock } from '@/lib/platform/clock'
import { env } from '@/lib/platform/env'
import { saveRequestDraft, submitRequest } from '@/lib/recusals/requests/actions'
import { findRequestForEdit } from '@/lib/recusals/requests/queries'
import { GROUND_CODES, groundOf } from '@/lib/rulebook/rules/recusal-grounds'

type Params = Promise<{ id: string }>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('recusalRequests'))('form.newTitle') }
}

export default async function EditRequestPage({ params }: { params: Params }) {
  const actor = await requireActor()
  const { id } = await params
  const now = systemClock.now()
  const request = await findRequestForEdit(actor, id, now)
  if (!request) notFound()
  const [enterprises, matters, category, attachments] = await Promise.all([
    getEnterprises(actor, request.content.enterpriseIds ?? []),
    listMyMatters(actor, now),
    findPersonnelCategory(actor),
    listAttachments(actor, id, now),
  ])
  const t = await getTranslations('recusalRequests')
  const rulebook = await getTranslations('rulebook')
  const grounds = Object.fromEntries(
    GROUND_CODES.map((code) => {
      const ground = groundOf(category, code)
      return [
        code,
        {
          name: rulebook(`ground.${code}`),
          article: rulebook(`article.${ground.article}`),
          statutory: ground.statutory,
        },
      ]
    }),
  )
  return (
    <ClientMessages
      namespaces={['recusalRequests', 'enterprises', 'filing', 'platform', 'cases', 'rulebook']}
    >
      <PageHeader
        eyebrow={request.number ?? undefined}
        title={t('form.newTitle')}
        description={t('form.description')}
        back={{ href: '/my/recusal-requests', label: t('own.back') }}
      />
      <div className="grid max-w-3xl gap-4">
        {request.defects.length > 0 ? (
          <Notice tone="warning" title={t('form.returnedTitle')}>
            <ol className="list-decimal pl-5">
              {request.defects.map((defect) => (
                <li key={defect}>{defect}</li>
              ))}
            </ol>
          </Notice>
        ) : null}
        <RequestForm
          caseId={request.caseId}
          version={request.version}
          revision={request.revision}
          content={request.content}
          matters={matters}
          enterprises={enterprises}
          substitute={request.substitute}
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
          actions={{ save: saveRequestDraft, submit: submitRequest, declare: declareEnterprise }}
        />
      </div>
    </ClientMessages>
  )
}
