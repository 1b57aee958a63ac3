// An OpenID Connect provider as an organ has one, for the browser tests: whoever types `subject/staff number` is that.
// Settings by environment: OIDC_ISSUER (an address of this machine), OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, BASE_URL of the
// product. Says "ready" once it listens, ends with SIGTERM.
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { URLSearchParams } from 'node:url'
import Provider from 'oidc-provider'

const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, BASE_URL } = process.env
const LONGEST_BODY = 4096
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })

/** Staff numbers by subject, as they were last typed. */
const staffNumbers = new Map()
const provider = new Provider(OIDC_ISSUER, {
  clients: [
    {
      client_id: OIDC_CLIENT_ID,
      client_secret: OIDC_CLIENT_SECRET,
      redirect_uris: [`${BASE_URL}/api/auth/callback/oidc`],
      post_logout_redirect_uris: [`${BASE_URL}/sign-in`],
      response_types: ['code'],
      grant_types: ['authorization_code'],
    },
  ],
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'test' }] },
  cookies: { keys: [randomBytes(24).toString('base64url')] },
  // Claims of scopes are told at userinfo only, as the standard's default has it.
  claims: { openid: ['sub'], profile: ['staff_no'] },
  pkce: { required: () => true },
  interactions: { url: (_ctx, interaction) => `/login/${interaction.uid}` },
  features: {
    devInteractions: { enabled: false },
    rpInitiatedLogout: { enabled: true, logoutSource: askToSignOff, postLogoutSuccessSource: signedOff },
  },
  renderError: (ctx, { error }) => {
    ctx.type = 'html'
    ctx.body = page('出错了', `<p>${error}</p>`)
  },
  findAccount: (_ctx, accountId) => ({
    accountId,
    claims: () => ({ sub: accountId, staff_no: staffNumbers.get(accountId) }),
  }),
  // The organ's own provider asks nobody for consent.
  loadExistingGrant: async (ctx) => {
    const { client, session } = ctx.oidc
    const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
    grant.addOIDCScope('openid profile')
    await grant.save()
    return grant
  },
})

function askToSignOff(ctx, form) {
  ctx.body = page(
    '退出登录',
    `${form}<button type="submit" form="op.logoutForm" value="yes" name="logout">确认退出</button>`,
  )
}

function signedOff(ctx) {
  ctx.body = page('已退出', '')
}

function page(title, content) {
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1>${content}</html>`
}

async function login(request, response) {
  if (request.method === 'POST') {
    let body = ''
    for await (const part of request.setEncoding('utf8')) {
      body += part
      if (body.length > LONGEST_BODY) return response.writeHead(413).end()
    }
    const form = new URLSearchParams(body)
    const [accountId, staffNo] = (form.get('account') ?? '').split('/')
    if (accountId) staffNumbers.set(accountId, staffNo)
    const result = form.has('cancel') ? { error: 'access_denied' } : { login: { accountId } }
    return provider.interactionFinished(request, response, result)
  }
  await provider.interactionDetails(request, response)
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
  response.end(
    page(
      '统一身份认证',
      '<form method="post"><label>账号 <input name="account" autofocus></label> <button>进入</button> <button name="cancel" value="1">取消</button></form>',
    ),
  )
}

const answer = provider.callback()
const server = createServer((request, response) => {
  if (!request.url?.startsWith('/login/')) return answer(request, response)
  login(request, response).catch((error) => response.writeHead(500).end(String(error)))
})
const { hostname, port } = new URL(OIDC_ISSUER)
server.listen(Number(port), hostname, () => console.log('ready'))
process.on('SIGTERM', () => process.exit(0))
process.on('SIGINT', () => process.exit(0))
// Whoever started it is gone.
process.on('disconnect', () => process.exit(0))
