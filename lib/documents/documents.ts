import QRCode from 'qrcode'
import { env } from '@/lib/platform/env'
import type { QrModules } from './official/official'

/** What leads from a document to the public page on which it is checked. */
export interface Check {
  modules: QrModules
  address: string
  code: string
}

/** The check of a code: its public address, as words and as a QR code. */
export function checkOf(code: string): Check {
  const address = `${env().NEXTAUTH_URL}/verify/${code}`
  return { address, code, modules: QRCode.create(address, { errorCorrectionLevel: 'M' }).modules }
}
