import type { AuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { systemClock } from '@/lib/platform/clock'
import { logger } from '@/lib/platform/log'
import { signIn } from './sign-in/commands'
import { signInSchema } from './schema'

/** The cookie may live as long as any session may; the Session row ends it earlier. */
const LONGEST_HOURS = 24

declare module 'next-auth' {
  interface Session {
    token?: string
  }
  interface User {
    token?: string
  }
}
declare module 'next-auth/jwt' {
  interface JWT {
    token?: string
  }
}

/** next-auth carries a random token in its encrypted cookie and nothing else; the Session row decides each request. */
export const authOptions: AuthOptions = {
  session: { strategy: 'jwt', maxAge: LONGEST_HOURS * 3600 },
  pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' },
  providers: [
    Credentials({
      name: 'password',
      credentials: { identifier: {}, password: {} },
      async authorize(credentials, request) {
        const parsed = signInSchema.safeParse(credentials)
        if (!parsed.success) return null
        const header = (name: string) =>
          String((request.headers as Record<string, unknown> | undefined)?.[name] ?? '')
        const result = await signIn({
          ...parsed.data,
          clock: systemClock,
          userAgent: header('user-agent'),
          address: header('x-forwarded-for').split(',')[0] ?? '',
        })
        return result.ok ? { id: 'session', token: result.value.token } : null
      },
    }),
  ],
  callbacks: {
    jwt: ({ token, user }) => (user?.token ? { token: user.token } : { token: token.token }),
    session: ({ session, token }) => ({ expires: session.expires, token: token.token }),
  },
  logger: {
    error: (code) => logger.warn({ code }, 'next-auth'),
    warn: () => undefined,
    debug: () => undefined,
  },
}
