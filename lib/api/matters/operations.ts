import type { Bearer } from '@/lib/identity/tokens/types'
import { upsertMatter } from '@/lib/matters/feeding/commands'
import { matterFeedSchema, matterKey } from '@/lib/matters/feeding/schema'
import { ok, refuse } from '@/lib/platform/result'
import { listRefusal } from '../cases/cases'
import { defineOperation } from '../define-operation'
import { findMatter, listMatters } from './queries'
import { fedMatter, matter, matterPage, matterParams, matterQuery } from './schema'

export const listAllMatters = defineOperation({
  id: 'listMatters',
  method: 'GET',
  path: '/matters',
  tag: 'matters',
  callers: 'both',
  scope: 'matters:read',
  query: matterQuery,
  answer: matterPage,
  run: async ({ bearer, query }) => {
    const page = await listMatters(bearer, query)
    return page ? ok({ value: page }) : listRefusal('cursor')
  },
})

export const getMatter = defineOperation({
  id: 'getMatter',
  method: 'GET',
  path: '/matters/{id}',
  tag: 'matters',
  callers: 'both',
  scope: 'matters:read',
  params: matterParams,
  answer: matter,
  conditional: true,
  run: async ({ bearer, params }) => {
    const found = await findMatter(bearer, params)
    return found ? ok({ value: found, version: found.version }) : refuse('api', 'not-found')
  },
})

export const getMatterByNumber = defineOperation({
  id: 'getMatterByNumber',
  method: 'GET',
  path: '/organs/{code}/matters/{externalNumber}',
  tag: 'matters',
  callers: 'both',
  scope: 'matters:read',
  params: matterKey,
  answer: matter,
  conditional: true,
  run: async ({ bearer, params }) => {
    const found = await findMatter(bearer, params)
    return found ? ok({ value: found, version: found.version }) : refuse('api', 'not-found')
  },
})

export const putMatter = defineOperation({
  id: 'putMatter',
  method: 'PUT',
  path: '/organs/{code}/matters/{externalNumber}',
  tag: 'matters',
  callers: 'service',
  scope: 'matters:write',
  params: matterKey,
  body: matterFeedSchema,
  example: {
    title: '青禾产业园施工许可',
    type: 'LICENSING',
    enterprises: ['91440300708461136T'],
    handlers: [{ staffNo: 'ZJ0102', duty: '受理' }],
    openedOn: '2026-11-23',
  },
  answer: fedMatter,
  makes: true,
  version: 'optional',
  statuses: [409],
  run: async ({ service, clock, params, body, version }) => {
    const fed = await upsertMatter({ service, clock, key: params, input: body, version })
    if (!fed.ok) return fed
    const { matterId, outcome, recused } = fed.value
    const bearer: Bearer = { kind: 'service', service, tokenId: service.via, scopes: [], allowances: [] }
    const found = await findMatter(bearer, { id: matterId })
    if (!found) return refuse('api', 'not-found')
    const address = `/organs/${encodeURIComponent(params.code)}/matters/${encodeURIComponent(params.externalNumber)}`
    return ok({
      value: { outcome, recused, matter: found },
      version: found.version,
      ...(outcome === 'created' ? { created: address } : {}),
    })
  },
})
