// A client that knows the OpenAPI document and a token, and no address.
import { expect, type APIRequestContext, type APIResponse, type Page } from '@playwright/test'
import { press } from './filing'

/** A connection that the server closed while it was idle; the key of the request makes a second sending harmless. */
const RETRIES = 2

interface Document {
  servers: { url: string }[]
  paths: Record<string, Record<string, { operationId: string }>>
}

export interface Ask {
  params?: Record<string, string>
  query?: Record<string, string>
  body?: unknown
  ifMatch?: string
}

export type Call = (operationId: string, ask?: Ask) => Promise<APIResponse>

/** Calls operations by their ids, with the paths and methods that the document gives. */
export async function apiClient(request: APIRequestContext, token: string): Promise<Call> {
  const document = (await (
    await request.get('/api/v1/openapi.json', { maxRetries: RETRIES })
  ).json()) as Document
  const operations = new Map(
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => [operationId, { path, method }] as const),
    ),
  )
  return async (operationId, { params = {}, query, body, ifMatch } = {}) => {
    const found = operations.get(operationId)
    if (!found) throw new Error(`the document has no ${operationId}`)
    const path = found.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
    return request.fetch(`${document.servers[0]?.url ?? ''}${path}`, {
      method: found.method.toUpperCase(),
      params: query,
      maxRetries: RETRIES,
      data: body,
      headers: {
        authorization: `Bearer ${token}`,
        'idempotency-key': crypto.randomUUID(),
        ...(ifMatch ? { 'if-match': ifMatch } : {}),
      },
    })
  }
}

/** Makes a token on the own page and reads it where it is shown once. */
export async function makeToken(page: Page, name: string, scopes: readonly string[]): Promise<string> {
  await page.goto('/my/tokens')
  await page.getByLabel(/^用途/).fill(name)
  for (const scope of scopes) await page.getByRole('checkbox', { name: scope, exact: true }).check()
  await press(page, '新建令牌')
  await expect(page.getByText('令牌已生成')).toBeVisible()
  return page.getByLabel('令牌', { exact: true }).inputValue()
}
