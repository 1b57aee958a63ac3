/** A file as pages list it. */
export interface AttachedFile {
  id: string
  name: string
  size: number
  href: string
}
