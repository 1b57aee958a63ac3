import NextAuth from 'next-auth'
import { authOptions } from '@/lib/identity/auth'

export const authority = 'public'

function handler(request: Request, context: unknown): Promise<Response> {
  const answer = NextAuth(authOptions()) as (request: Request, context: unknown) => Promise<Response>
  return answer(request, context)
}

export { handler as GET, handler as POST }
