import { getLocale, getTranslations } from 'next-intl/server'
import { getActor } from '@/lib/identity/queries'
import { correctionRows, sheetHeaders, sheetStream } from '@/lib/imports/correcting/correcting'
import { findProblemSheet } from '@/lib/imports/correcting/queries'
import { systemClock } from '@/lib/platform/clock'
import { getTranslator } from '@/lib/platform/i18n'

export const authority = 'signed-in'

/** The rows of a file that were not imported, with a column that says why and what to do; in the format of the file. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const actor = await getActor()
  const sheet = actor && (await findProblemSheet(actor, (await params).id, systemClock.now()))
  if (!sheet) return new Response(null, { status: 404 })
  const [t, locale] = await Promise.all([getTranslations('imports'), getLocale()])
  const words = getTranslator(locale === 'en' ? 'en' : 'zh') as (
    key: string,
    params?: Record<string, string | number>,
  ) => string
  const name = t('problems.sheetName', { file: sheet.fileName.replace(/\.[^.]*$/, '') })
  const rows = sheetStream(sheet.format, correctionRows(sheet, words))
  return new Response(rows, { headers: sheetHeaders(name, sheet.format) })
}
