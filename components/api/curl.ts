import type { OpenApiOperation } from '@/lib/api/openapi/types'

const TOKEN = '"Authorization: Bearer $QINQING_TOKEN"'

/** The call of an operation as a line for the shell; `{name}` is for the reader to fill in. */
export function curlOf(base: string, path: string, method: string, operation: OpenApiOperation): string {
  const { parameters, requestBody, security } = operation
  const has = (name: string) => parameters.some((one) => one.name === name)
  const example = requestBody?.content['application/json']?.example
  const query = parameters.filter((one) => one.in === 'query' && one.required).map((one) => `${one.name}=…`)
  return [
    `curl${method === 'GET' ? '' : ` -X ${method}`} '${base}${path}${query.length > 0 ? `?${query.join('&')}` : ''}'`,
    ...(security.length > 0 ? [`-H ${TOKEN}`] : []),
    ...(has('Idempotency-Key') ? ['-H "Idempotency-Key: $(uuidgen)"'] : []),
    ...(method !== 'GET' && has('If-Match') ? [`-H 'If-Match: "…"'`] : []),
    ...(requestBody ? [`-H 'Content-Type: application/json'`, `-d '${JSON.stringify(example)}'`] : []),
  ].join(' \\\n  ')
}
