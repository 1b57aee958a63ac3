import { z } from 'zod'
import type { Bearer } from '@/lib/identity/tokens/types'
import { markAllRead, markRead } from '@/lib/notifications/commands'
import { countUnread, listNotices } from '@/lib/notifications/queries'
import { ok } from '@/lib/platform/result'
import { listRefusal } from '../cases/cases'
import { defineOperation } from '../define-operation'
import { decodeCursor, encodeCursor } from '../rules/cursor'
import { answered, instant, pageOf } from '../schema'

const me = answered(
  'Me',
  z.object({
    kind: z.enum(['person', 'service']),
    name: z.string(),
    staffNo: z.string().nullable(),
    officialId: z.uuid().nullable(),
    post: z.string().nullable(),
    unit: z.string().nullable(),
    roles: z.array(z.object({ role: z.string(), organId: z.uuid() })),
    scopes: z.array(z.string()),
    unreadNotices: z.number().int().nullable(),
  }),
)

function whoIs(bearer: Bearer, unread: number | null): z.input<typeof me> {
  const scopes = [...bearer.scopes]
  if (bearer.kind === 'service') {
    const { name } = bearer.service
    const none = { staffNo: null, officialId: null, post: null, unit: null, roles: [], unreadNotices: null }
    return { kind: 'service', name, scopes, ...none }
  }
  const { name, staffNo, officialId, post, unitName, roles } = bearer.actor
  return {
    kind: 'person',
    name,
    staffNo,
    officialId,
    post,
    unit: unitName,
    roles: roles.map(({ role, organId }) => ({ role, organId })),
    scopes,
    unreadNotices: unread,
  }
}

export const getMe = defineOperation({
  id: 'getMe',
  method: 'GET',
  path: '/me',
  tag: 'own',
  callers: 'both',
  scope: 'any',
  answer: me,
  run: async ({ bearer, clock }) => {
    const reads = bearer.kind === 'person' && bearer.scopes.includes('notices:read')
    return ok({ value: whoIs(bearer, reads ? await countUnread(bearer.actor, clock.now()) : null) })
  },
})

const notice = answered(
  'Notice',
  z.object({
    id: z.uuid(),
    kind: z.string(),
    title: z.string(),
    number: z.string(),
    href: z.string(),
    at: instant,
    read: z.boolean(),
  }),
)

export const listOwnNotices = defineOperation({
  id: 'listNotices',
  method: 'GET',
  path: '/notices',
  tag: 'own',
  callers: 'person',
  scope: 'notices:read',
  query: z.object({ cursor: z.string().min(1).max(1000).optional() }),
  answer: pageOf('NoticePage', notice),
  run: async ({ actor, clock, query, t }) => {
    const before = query.cursor === undefined ? [] : decodeCursor('notices', 1, query.cursor)
    if (!before || (before[0] && !z.uuid().safeParse(before[0]).success)) return listRefusal('cursor')
    const { rows, next } = await listNotices(actor, before[0], clock.now())
    const items = rows.map((row) => ({
      ...row,
      title: t(`notifications.kind.${row.kind}`, { number: row.number }),
    }))
    return ok({ value: { items, nextCursor: next && encodeCursor('notices', [next]) } })
  },
})

const marked = answered('Marked', z.object({ marked: z.number().int() }))

export const readNotice = defineOperation({
  id: 'readNotice',
  method: 'PUT',
  path: '/notices/{id}/read',
  tag: 'own',
  callers: 'person',
  scope: 'notices:write',
  params: z.object({ id: z.uuid() }),
  answer: marked,
  run: async ({ actor, clock, params }) => {
    const result = await markRead({ actor, clock, input: { id: params.id } })
    return result.ok ? ok({ value: result.value }) : result
  },
})

export const readAllNotices = defineOperation({
  id: 'readAllNotices',
  method: 'PUT',
  path: '/notices/read',
  tag: 'own',
  callers: 'person',
  scope: 'notices:write',
  answer: marked,
  run: async ({ actor, clock }) => {
    const result = await markAllRead({ actor, clock })
    return result.ok ? ok({ value: result.value }) : result
  },
})
