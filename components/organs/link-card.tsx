import { getLocale, getTranslations } from 'next-intl/server'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import type { LinkView } from '@/lib/identity/links/types'
import { formatDateTime } from '@/lib/platform/format'
import { ActButton, type AccountAct } from './act-button'

interface Props {
  links: LinkView[]
  /** Null where no provider is set up; links of an earlier one are shown all the same. */
  provider: { name: string } | null
  administers: boolean
  remove: AccountAct
}

/** By which account of the organ's own sign-on an official comes in. */
export async function LinkCard({ links, provider, administers, remove }: Props) {
  if (!provider && links.length === 0) return null
  const t = await getTranslations('identity.link')
  const locale = await getLocale()
  const name = provider?.name ?? 'OpenID Connect'
  return (
    <Card aria-labelledby="links">
      <CardHeader id="links" title={t('title', { name })} />
      <CardBody>
        {administers ? (
          <p className="text-sm text-ink-3">{t('administrator')}</p>
        ) : links.length === 0 ? (
          <p className="text-sm text-ink-3">{t('none', { name })}</p>
        ) : null}
        <ul className="grid gap-6">
          {links.map((link) => (
            <li key={link.id}>
              <DescriptionList
                width="narrow"
                items={[
                  {
                    key: 'account',
                    term: t('account'),
                    detail: t('accountEnd', { end: link.subjectEnd }),
                  },
                  { key: 'issuer', term: t('issuer'), detail: link.issuer },
                  { key: 'linked', term: t('linkedAt'), detail: formatDateTime(link.linkedAt, locale) },
                  { key: 'last', term: t('lastSignIn'), detail: formatDateTime(link.lastSignInAt, locale) },
                ]}
              />
              <div className="mt-4">
                <ActButton
                  danger
                  label={t('remove')}
                  text={t('removeText')}
                  act={remove}
                  input={{ linkId: link.id }}
                />
              </div>
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  )
}
