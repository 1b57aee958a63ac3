// A store that speaks S3, for tests. s3rver keeps the objects but looks at no signature of version 4; the gate in front of it
// checks each as the protocol says, and that the bytes that arrived are the signed ones.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import S3rver from 's3rver'

export const ACCESS_KEY_ID = 'QINQINGTESTKEY'
export const SECRET_ACCESS_KEY = 'a/secret+of=the/tests'

const sha256 = (data) => createHash('sha256').update(data).digest('hex')
const hmac = (key, data) => createHmac('sha256', key).update(data).digest()
const FIELDS =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/
/** A signature is good for so long. */
const SKEW_MS = 15 * 60_000
const NEEDED = ['host', 'x-amz-content-sha256', 'x-amz-date']

/** Why a request is refused, as the code of the protocol; null when its signature is good. */
export function signatureProblem({ method, path, query, headers }, { accessKeyId, secretAccessKey, now }) {
  const [, key, day, region, names, signature] = FIELDS.exec(headers.authorization ?? '') ?? []
  if (!signature) return 'AccessDenied'
  if (key !== accessKeyId) return 'InvalidAccessKeyId'
  const signed = names.split(';')
  const at = headers['x-amz-date'] ?? ''
  const sent = Date.parse(at.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  if (!at.startsWith(day) || !(Math.abs(now - sent) <= SKEW_MS)) return 'RequestTimeTooSkewed'
  const unsigned = Object.keys(headers).filter((name) => name.startsWith('x-amz-') && !signed.includes(name))
  if (NEEDED.some((name) => !signed.includes(name)) || unsigned.length > 0) return 'AccessDenied'
  const canonical = [
    method,
    path,
    [...new URL(query, 'http://store').searchParams]
      .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
      .sort()
      .join('&'),
    ...signed.map((name) => `${name}:${String(headers[name] ?? '').trim()}`),
    '',
    names,
    headers['x-amz-content-sha256'],
  ].join('\n')
  const scope = `${day}/${region}/s3/aws4_request`
  const secret = [day, region, 's3', 'aws4_request'].reduce(hmac, `AWS4${secretAccessKey}`)
  const wanted = hmac(secret, ['AWS4-HMAC-SHA256', at, scope, sha256(canonical)].join('\n'))
  return timingSafeEqual(wanted, Buffer.from(signature, 'hex')) ? null : 'SignatureDoesNotMatch'
}

/**
 * Starts one on a free port of this machine; answers its address and how to stop it. `trouble` says what happens to the next
 * request: 'pass', 'break' (the connection), 'busy' (503), 'cut' (half an answer), 'tamper' (a bit of the body is turned).
 */
export async function startS3({ folder, bucket, trouble = () => 'pass' }) {
  const store = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: folder,
    configureBuckets: [{ name: bucket, configs: [] }],
  })
  const { port } = await store.run()
  const gate = createServer(async (request, response) => {
    const what = trouble()
    if (what === 'break') return request.socket.destroy()
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    if (what === 'tamper' && body.length > 0) body[0] ^= 1
    const refuse = (status, code) =>
      response
        .writeHead(status, { 'Content-Type': 'application/xml' })
        .end(request.method === 'HEAD' ? '' : `<Error><Code>${code}</Code></Error>`)
    if (what === 'busy') return refuse(503, 'SlowDown')
    const { pathname: path, search: query } = new URL(request.url, 'http://store')
    const { method, headers } = request
    const problem = signatureProblem(
      { method, path, query, headers },
      { accessKeyId: ACCESS_KEY_ID, secretAccessKey: SECRET_ACCESS_KEY, now: Date.now() },
    )
    if (problem) return refuse(403, problem)
    if (sha256(body) !== headers['x-amz-content-sha256']) return refuse(400, 'XAmzContentSHA256Mismatch')
    const passed = { ...(headers.range ? { range: headers.range } : {}) }
    const answer = await fetch(`http://127.0.0.1:${port}${request.url}`, {
      method,
      headers: passed,
      ...(method === 'PUT' ? { body } : {}),
    }).catch(() => null)
    if (!answer) return refuse(500, 'InternalError')
    const got = Buffer.from(await answer.arrayBuffer())
    const length = method === 'HEAD' ? answer.headers.get('content-length') : String(got.length)
    response.writeHead(answer.status, length ? { 'Content-Length': length } : {})
    if (what !== 'cut') return response.end(got)
    response.write(got.subarray(0, Math.floor(got.length / 2)), () => request.socket.destroy())
  })
  await new Promise((done) => gate.listen(0, '127.0.0.1', done))
  return {
    endpoint: `http://127.0.0.1:${gate.address().port}`,
    stop: async () => {
      gate.closeAllConnections()
      gate.close()
      await store.close()
    },
  }
}
