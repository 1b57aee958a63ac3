import type { Metadata } from 'next'
import { Link } from '@/components/ui/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { roleFields } from '@/components/administration/role-fields'
import { RoleList } from '@/components/administration/role-list'
import { ClientMessages } from '@/components/layout/client-messages'
import { StepForm } from '@/components/review/step-form'
import { Button } from '@/components/ui/button'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { Select } from '@/components/ui/select'
import { confirmRole, endRole, grantRole } from '@/lib/identity/actions'
import { mayAdminister } from '@/lib/identity/policy'
import { requireActor } from '@/lib/identity/queries'
import { listRoles } from '@/lib/identity/roles/queries'
import { listGrantOrgans } from '@/lib/organs/choosing/queries'
import { ROLE_STATES, roleFilterSchema, ROLES } from '@/lib/identity/schema'
import type { Actor } from '@/lib/identity/types'
import { systemClock } from '@/lib/platform/clock'
import { civilDateOf } from '@/lib/platform/dates'

type Search = Promise<Record<string, string | string[] | undefined>>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('identity.roles'))('title') }
}

/** Who holds which role: the security administrator proposes and ends, a second administrator confirms. */
export default async function RolesPage({ searchParams }: { searchParams: Search }) {
  const actor = await requireActor()
  if (!mayAdminister(actor, 'confirm-roles')) notFound()
  const filter = roleFilterSchema.parse(await searchParams)
  const t = await getTranslations('identity')
  const { rows, next, newest } = await listRoles(actor, filter, systemClock.now())
  const address = (after: string | null) => {
    const search = new URLSearchParams()
    for (const name of ['q', 'role', 'state'] as const) if (filter[name]) search.set(name, filter[name])
    if (after) search.set('after', after)
    return `/admin/roles${search.size > 0 ? `?${search}` : ''}`
  }
  const all = { value: '', label: t('roles.filters.all') }
  const mayPropose = mayAdminister(actor, 'roles')
  return (
    <ClientMessages namespaces={['identity', 'organs', 'platform', 'review', 'recusalRequests']}>
      <PageHeader title={t('roles.title')} description={t('roles.description')} />
      <div className="grid gap-5">
        <form method="get" className="flex flex-wrap items-end gap-4" aria-label={t('roles.filters.legend')}>
          <Field id="q" label={t('roles.filters.q')}>
            {(control) => <Input {...control} name="q" defaultValue={filter.q} />}
          </Field>
          <Field id="role" label={t('roles.filters.role')}>
            {(control) => (
              <Select
                {...control}
                name="role"
                defaultValue={filter.role ?? ''}
                options={[all, ...ROLES.map((one) => ({ value: one, label: t(`role.${one}`) }))]}
              />
            )}
          </Field>
          <Field id="state" label={t('roles.filters.state')}>
            {(control) => (
              <Select
                {...control}
                name="state"
                defaultValue={filter.state ?? ''}
                options={[all, ...ROLE_STATES.map((one) => ({ value: one, label: t(`roles.state.${one}`) }))]}
              />
            )}
          </Field>
          <Button type="submit">{t('roles.filters.apply')}</Button>
          {filter.q || filter.role || filter.state ? (
            <Link href="/admin/roles">{t('roles.filters.clear')}</Link>
          ) : null}
        </form>
        <Card>
          <CardBody flush>
            <RoleList rows={rows} acts={{ confirmRole, endRole }} />
          </CardBody>
        </Card>
        <Pagination
          previousHref={filter.after ? address(null) : undefined}
          nextHref={next ? address(next) : undefined}
          labels={{ nav: t('roles.nav'), previous: t('roles.first'), next: t('roles.next') }}
        />
        {mayPropose ? <Proposal key={newest} actor={actor} /> : null}
      </div>
    </ClientMessages>
  )
}

async function Proposal({ actor }: { actor: Actor }) {
  const t = await getTranslations('identity')
  const organs = await listGrantOrgans(actor)
  return (
    <Card aria-labelledby="propose">
      <CardHeader id="propose" title={t('roles.form')} description={t('roles.formText')} />
      <CardBody>
        <StepForm
          steps={[
            {
              event: 'propose',
              label: t('roles.submit.propose'),
              fields: roleFields(t, { organs, from: civilDateOf(systemClock.now()) }),
              act: grantRole,
              input: {},
              then: '/admin/roles?state=waiting',
            },
          ]}
          labels={{ choose: '', pending: t('roles.submit.pending'), done: t('roles.submit.done') }}
        />
      </CardBody>
    </Card>
  )
}
