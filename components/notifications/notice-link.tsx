'use client'
import { Link } from '@/components/ui/link'
import type { ReactNode } from 'react'
import type { ActionResult } from '@/lib/platform/result'

interface Props {
  id: string
  href: string
  read: boolean
  markRead: (raw: unknown) => Promise<ActionResult<unknown>>
  children: ReactNode
}

/** A notice that counts as read once it is followed. */
export function NoticeLink({ id, href, read, markRead, children }: Props) {
  return (
    <Link
      href={href}
      className={read ? 'link' : 'link font-semibold'}
      onClick={() => {
        // A mark that is not set leaves the notice unread; the way to the case is what matters.
        if (!read) markRead({ input: { id } }).catch(() => undefined)
      }}
    >
      {children}
    </Link>
  )
}
