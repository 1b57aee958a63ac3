'use client'
// Next.js wants the boundary itself to be a client component; the page is in components/.
export { ErrorPage as default } from '@/components/layout/error-page'
