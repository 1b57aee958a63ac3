import { declareEnterprise } from '@/lib/enterprises/commands'
import { declareEnterpriseSchema } from '@/lib/enterprises/schema'
import { upsertEnterprise } from '@/lib/imports/feeding/commands'
import { enterpriseFeedSchema, usccField } from '@/lib/imports/feeding/schema'
import { upsertOfficial, upsertOrgan } from '@/lib/organs/feeding/commands'
import { officialFeedSchema, officialKey, organFeedSchema, organKey } from '@/lib/organs/feeding/schema'
import type { Outcome } from '@/lib/organs/feeding/types'
import type { Bearer, Service } from '@/lib/identity/tokens/types'
import { ok, refuse } from '@/lib/platform/result'
import { listRefusal } from '../cases/cases'
import { defineOperation } from '../define-operation'
import {
  findEnterprise,
  findOfficial,
  findOrgan,
  listOfficials,
  listOrgans,
  searchEnterprises,
} from './queries'
import {
  enterprise,
  enterpriseKey,
  enterprisePage,
  enterpriseQuery,
  fedEnterprise,
  fedOfficial,
  fedOrgan,
  official,
  officialPage,
  officialQuery,
  organ,
  organPage,
  organQuery,
} from './schema'

/** A service as the queries take whoever asks. */
const asBearer = (service: Service): Bearer => ({
  kind: 'service',
  service,
  tokenId: service.via,
  scopes: [],
  allowances: [],
})

/** Where a thing is that an upsert made. */
const made = (outcome: Outcome, address: string) => (outcome === 'created' ? { created: address } : {})

export const listAllOrgans = defineOperation({
  id: 'listOrgans',
  method: 'GET',
  path: '/organs',
  tag: 'directory',
  callers: 'both',
  scope: 'directory:read',
  query: organQuery,
  answer: organPage,
  conditional: true,
  run: async ({ bearer, query }) => {
    const page = await listOrgans(bearer, query)
    return page ? ok({ value: page }) : listRefusal('cursor')
  },
})

export const getOrgan = defineOperation({
  id: 'getOrgan',
  method: 'GET',
  path: '/organs/{code}',
  tag: 'directory',
  callers: 'both',
  scope: 'directory:read',
  params: organKey,
  answer: organ,
  conditional: true,
  run: async ({ bearer, params }) => {
    const found = await findOrgan(bearer, params.code)
    return found ? ok({ value: found, version: found.version }) : refuse('api', 'not-found')
  },
})

export const putOrgan = defineOperation({
  id: 'putOrgan',
  method: 'PUT',
  path: '/organs/{code}',
  tag: 'directory',
  callers: 'service',
  scope: 'organs:write',
  params: organKey,
  body: organFeedSchema,
  example: {
    name: '云岫区水务局',
    shortName: '区水务局',
    documentMark: '云水',
    kind: 'PARTY_GOVERNMENT',
    parentCode: 'YX',
  },
  answer: fedOrgan,
  makes: true,
  version: 'optional',
  statuses: [409],
  run: async ({ service, clock, params, body, version }) => {
    const fed = await upsertOrgan({ service, clock, key: params, input: body, version })
    if (!fed.ok) return fed
    const { outcome } = fed.value
    const found = await findOrgan(asBearer(service), params.code)
    if (!found) return refuse('api', 'not-found')
    return ok({
      value: { outcome, organ: found },
      version: found.version,
      ...made(outcome, `/organs/${encodeURIComponent(params.code)}`),
    })
  },
})

export const listAllOfficials = defineOperation({
  id: 'listOfficials',
  method: 'GET',
  path: '/officials',
  tag: 'directory',
  callers: 'both',
  scope: 'directory:read',
  query: officialQuery,
  answer: officialPage,
  run: async ({ bearer, query }) => {
    const page = await listOfficials(bearer, query)
    return page ? ok({ value: page }) : listRefusal('cursor')
  },
})

export const getOfficial = defineOperation({
  id: 'getOfficial',
  method: 'GET',
  path: '/officials/{staffNo}',
  tag: 'directory',
  callers: 'both',
  scope: 'directory:read',
  params: officialKey,
  answer: official,
  conditional: true,
  run: async ({ bearer, params }) => {
    const found = await findOfficial(bearer, params.staffNo)
    return found ? ok({ value: found, version: found.version }) : refuse('api', 'not-found')
  },
})

export const putOfficial = defineOperation({
  id: 'putOfficial',
  method: 'PUT',
  path: '/officials/{staffNo}',
  tag: 'directory',
  callers: 'service',
  scope: 'officials:write',
  params: officialKey,
  body: officialFeedSchema,
  example: {
    name: '李明',
    organCode: 'YXZJ-JS',
    post: '建设科',
    rank: '四级主任科员',
    personnelCategory: 'CIVIL_SERVANT',
  },
  answer: fedOfficial,
  makes: true,
  version: 'optional',
  statuses: [409],
  run: async ({ service, clock, params, body, version }) => {
    const fed = await upsertOfficial({ service, clock, key: params, input: body, version })
    if (!fed.ok) return fed
    const { outcome } = fed.value
    const found = await findOfficial(asBearer(service), params.staffNo)
    if (!found) return refuse('api', 'not-found')
    return ok({
      value: { outcome, official: found },
      version: found.version,
      ...made(outcome, `/officials/${encodeURIComponent(params.staffNo)}`),
    })
  },
})

export const listEnterprises = defineOperation({
  id: 'listEnterprises',
  method: 'GET',
  path: '/enterprises',
  tag: 'directory',
  callers: 'both',
  scope: 'directory:read',
  query: enterpriseQuery,
  answer: enterprisePage,
  conditional: true,
  run: async ({ bearer, query }) =>
    ok({ value: { items: await searchEnterprises(bearer, query.q), nextCursor: null } }),
})

export const getEnterprise = defineOperation({
  id: 'getEnterprise',
  method: 'GET',
  path: '/enterprises/{key}',
  tag: 'directory',
  callers: 'both',
  scope: 'directory:read',
  params: enterpriseKey,
  answer: enterprise,
  conditional: true,
  run: async ({ bearer, params }) => {
    const found = await findEnterprise(bearer, params.key)
    return found ? ok({ value: found, version: found.version }) : refuse('api', 'not-found')
  },
})

export const declareUnlistedEnterprise = defineOperation({
  id: 'declareEnterprise',
  method: 'POST',
  path: '/enterprises',
  tag: 'directory',
  callers: 'person',
  scope: 'reports:write',
  body: declareEnterpriseSchema,
  example: { name: '云岫区新风餐饮店', uscc: '', legalRepresentative: '' },
  answer: enterprise,
  makes: true,
  run: async ({ actor, clock, body, requestKey }) => {
    const declared = await declareEnterprise({ actor, clock, input: body, requestKey })
    if (!declared.ok) return declared
    const { enterpriseId } = declared.value
    const found = await findEnterprise(actor, enterpriseId)
    if (!found) return refuse('api', 'not-found')
    return ok({ value: found, version: found.version, created: `/enterprises/${enterpriseId}` })
  },
})

export const putEnterprise = defineOperation({
  id: 'putEnterprise',
  method: 'PUT',
  path: '/enterprises/{key}',
  tag: 'directory',
  callers: 'service',
  scope: 'enterprises:write',
  params: enterpriseKey,
  body: enterpriseFeedSchema,
  example: {
    name: '清禾科技有限公司',
    legalRepresentative: '陆一舟',
    enterpriseType: '有限责任公司（自然人投资或控股）',
  },
  answer: fedEnterprise,
  makes: true,
  statuses: [409],
  run: async ({ service, clock, params, body }) => {
    const code = usccField.safeParse(params.key)
    if (!code.success || !code.data)
      return refuse('platform', 'invalid-input', { fields: { key: 'enterprises.field.usccInvalid' } })
    const fed = await upsertEnterprise({ service, clock, uscc: code.data, input: body })
    if (!fed.ok) return fed
    const { outcome } = fed.value
    const found = await findEnterprise(asBearer(service), code.data)
    if (!found) return refuse('api', 'not-found')
    return ok({
      value: { outcome, enterprise: found },
      version: found.version,
      ...made(outcome, `/enterprises/${code.data}`),
    })
  },
})
