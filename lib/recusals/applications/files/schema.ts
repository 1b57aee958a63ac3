import { MEDIA_TYPES } from '@/lib/attachments/rules/media-type-by-content'

/** What strangers may send: what shows pages and pictures. Documents that programs open stay outside. */
export const PUBLIC_MEDIA_TYPES: readonly string[] = [MEDIA_TYPES.pdf, MEDIA_TYPES.png, MEDIA_TYPES.jpg]
/** The same for the file chooser of a browser. */
export const PUBLIC_ACCEPT = '.pdf,.png,.jpg,.jpeg'
