import type { Metadata } from 'next'
import { Link } from '@/components/ui/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '@/components/layout/client-messages'
import { ActButton } from '@/components/organs/act-button'
import { organFields } from '@/components/organs/organ-fields'
import { StepForm } from '@/components/review/step-form'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { PageHeader } from '@/components/ui/page-header'
import { Tag } from '@/components/ui/tag'
import { requireActor } from '@/lib/identity/queries'
import { deactivateOrgan, reactivateOrgan, saveOrgan } from '@/lib/organs/actions'
import { findOrgan } from '@/lib/organs/administration/queries'
import { denyDeactivation, hasDirectoryDesk } from '@/lib/organs/policy'

type Params = Promise<{ id: string }>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('organs'))('edit') }
}

export default async function OrganPage({ params }: { params: Params }) {
  const actor = await requireActor()
  if (!hasDirectoryDesk(actor)) notFound()
  const organ = await findOrgan(actor, (await params).id)
  if (!organ) notFound()
  const t = await getTranslations('organs')
  const state = { organId: organ.id, version: organ.version }
  const inUse = denyDeactivation(organ) !== null
  return (
    <ClientMessages namespaces={['organs', 'platform', 'review', 'recusalRequests']}>
      <PageHeader
        eyebrow={organ.code}
        title={organ.name}
        back={{ href: '/admin/organs', label: t('back') }}
        actions={organ.active ? undefined : <Tag tone="amber">{t('inactive')}</Tag>}
      />
      <div className="grid gap-5">
        <Card aria-labelledby="edit">
          <CardHeader id="edit" title={t('edit')} description={t('hint.fixed')} />
          <CardBody>
            <DescriptionList
              className="mb-5"
              items={[
                { key: 'code', term: t('label.code'), detail: organ.code },
                { key: 'parent', term: t('label.parentId'), detail: organ.parent?.name ?? '—' },
              ]}
            />
            <StepForm
              key={organ.version}
              steps={[
                {
                  event: 'save',
                  label: t('submit.save'),
                  fields: organFields(t, organ),
                  act: saveOrgan,
                  input: { ...state, code: organ.code, parentId: organ.parent?.id ?? null },
                },
              ]}
              labels={{ choose: '', pending: t('submit.pending'), done: t('submit.done') }}
            />
          </CardBody>
        </Card>
        <Card aria-labelledby="state">
          <CardHeader
            id="state"
            title={t('state.title')}
            aside={<Link href={`/admin/officials?organId=${organ.id}`}>{t('people')}</Link>}
          />
          <CardBody>
            <p className="mb-4 text-sm text-ink-2">
              {!organ.active
                ? t('state.out')
                : inUse
                  ? t('state.inUse', { officials: organ.officials, children: organ.children })
                  : t('state.use')}
            </p>
            {organ.active && !inUse ? (
              <ActButton
                danger
                label={t('state.deactivate')}
                text={t('state.confirm')}
                act={deactivateOrgan}
                input={state}
              />
            ) : null}
            {organ.active ? null : (
              <ActButton
                label={t('state.reactivate')}
                text={t('state.reactivateConfirm')}
                act={reactivateOrgan}
                input={state}
              />
            )}
          </CardBody>
        </Card>
      </div>
    </ClientMessages>
  )
}
