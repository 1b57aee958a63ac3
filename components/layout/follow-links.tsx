'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { linkToFollow } from './link-to-follow'

/** Follows every link within the product without loading the page anew, by one listener for all of them. */
export function FollowLinks() {
  const router = useRouter()
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const anchor = event.target instanceof Element ? event.target.closest('a') : null
      // A link within a drawing is another kind of thing; the browser follows it.
      if (!(anchor instanceof HTMLAnchorElement)) return
      const address = linkToFollow(event, anchor, window.location)
      if (!address) return
      event.preventDefault()
      router.push(address, { scroll: anchor.dataset.scroll !== 'keep' })
    }
    document.addEventListener('click', follow)
    return () => document.removeEventListener('click', follow)
  }, [router])
  return null
}
