// An entity tag says the version, for If-Match, and the bytes, for If-None-Match: what a person may do changes with time.
import { createHash } from 'node:crypto'

/** `"v7-1f2e3d4c5b6a7988"`; without a version the bytes alone. */
export function entityTag(body: string, version?: number): string {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 16)
  return version === undefined ? `"${hash}"` : `"v${version}-${hash}"`
}

/** The version in an If-Match header: of a tag as given out, or the bare number; null for anything else. */
export function versionIn(ifMatch: string): number | null {
  const [, tagged, bare] = /^(?:W\/)?"(?:v(\d{1,9})-[\da-f]{16}|(\d{1,9}))"$/.exec(ifMatch.trim()) ?? []
  const digits = tagged ?? bare
  return digits === undefined ? null : Number(digits)
}

/** Whether an If-None-Match header names this tag. */
export function isKnown(ifNoneMatch: string | null, tag: string): boolean {
  if (!ifNoneMatch) return false
  const weak = (one: string) => one.trim().replace(/^W\//, '')
  return ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((one) => weak(one) === tag)
}
