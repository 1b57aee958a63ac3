import { getLocale, getTranslations } from 'next-intl/server'
import { ActButton, type AccountAct } from '@/components/organs/act-button'
import { Empty } from '@/components/ui/empty'
import { CellNote, DataTable } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import type { TokenLine, TokenState } from '@/lib/identity/tokens/types'
import { formatDate, formatDateTime } from '@/lib/platform/format'

const TONES = { active: 'green', expired: 'amber', revoked: 'neutral' } as const satisfies Record<
  TokenState,
  string
>

interface Props {
  caption: string
  lines: readonly TokenLine[]
  /** Left out for tokens of a service: all of them may do what the service may. */
  scopes?: boolean
  revoke: AccountAct
}

/** Tokens with what they may do, when they were used, and the button that ends them. */
export async function TokenTable({ caption, lines, scopes = true, revoke }: Props) {
  const t = await getTranslations('tokens')
  const locale = await getLocale()
  return (
    <DataTable<TokenLine>
      caption={caption}
      rows={lines}
      rowKey={(line) => line.id}
      empty={<Empty title={t('empty')} description={t('emptyText')} />}
      columns={[
        {
          key: 'name',
          header: t('column.name'),
          width: 'rest',
          bare: true,
          cell: (line) => (
            <>
              <span className="font-medium wrap-anywhere">{line.name}</span>
              <CellNote>
                <code>{line.start}…</code>
              </CellNote>
            </>
          ),
        },
        ...(scopes
          ? [
              {
                key: 'scopes',
                header: t('column.scopes'),
                width: 'w-64',
                cell: (line: TokenLine) =>
                  line.scopes.map((scope) => t(`scope.${scope}`)).join(t('separator')),
              },
            ]
          : []),
        {
          key: 'use',
          header: t('column.use'),
          width: 'w-56',
          cell: (line) => (
            <>
              {line.lastUsedAt
                ? t('lastUsed', { date: formatDateTime(line.lastUsedAt, locale) })
                : t('neverUsed')}
              <CellNote>{t('created', { date: formatDate(line.createdAt, locale) })}</CellNote>
            </>
          ),
        },
        {
          key: 'state',
          header: t('column.state'),
          width: 'w-44',
          nowrap: true,
          cell: (line) => (
            <>
              <Tag tone={TONES[line.state]}>{t(`state.${line.state}`)}</Tag>
              {line.state === 'revoked' ? null : (
                <CellNote>{t('expires', { date: formatDate(line.expiresAt, locale) })}</CellNote>
              )}
            </>
          ),
        },
        {
          key: 'action',
          header: t('column.action'),
          width: 'w-24',
          bare: true,
          nowrap: true,
          cell: (line) =>
            line.state === 'active' ? (
              <ActButton
                label={t('revoke')}
                text={t('revokeText', { name: line.name })}
                act={revoke}
                input={{ tokenId: line.id }}
                danger
              />
            ) : null,
        },
      ]}
    />
  )
}
