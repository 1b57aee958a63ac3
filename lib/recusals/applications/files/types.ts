/** A file that came with an application, as its desk lists it. */
export interface ApplicationFile {
  id: string
  name: string
  /** Bytes. */
  size: number
  sha256: string
  /** Whether a virus scanner looked at it. */
  scanned: boolean
}
