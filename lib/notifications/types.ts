export interface NoticeLine {
  id: string
  kind: string
  number: string
  href: string
  at: string
  read: boolean
}
