import { NextResponse, type NextRequest } from 'next/server'
import { requestProblem } from '@/lib/platform/request-problem'

const PLAIN = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }
const isDevelopment = process.env.NODE_ENV === 'development'

/**
 * Not a lock: pages and commands check the session themselves. This gives each page a content security policy with
 * a nonce of its own, and tells the page its path so that sign-in can lead back. What nothing could read is answered here.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const problem = await requestProblem({
    method: request.method,
    address: `${request.nextUrl.pathname}${request.nextUrl.search}`,
    headers: request.headers,
    body: () => request.text(),
  })
  if (problem) return new NextResponse(problem.text, { status: problem.status, headers: PLAIN })
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ')
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('x-path', `${request.nextUrl.pathname}${request.nextUrl.search}`)
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  response.headers.set('cache-control', 'private, no-store')
  return response
}

/** Uploads and other API routes stay outside: the proxy would hold their bodies in memory. */
export const config = { matcher: ['/((?!api/|_next/static|_next/image|favicon).*)'] }
