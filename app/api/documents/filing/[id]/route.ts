import { checkOf } from '@/lib/documents/documents'
import { renderForm } from '@/lib/documents/form/form'
import { findFilingForm } from '@/lib/documents/form/queries'
import { getActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'
import { pdfAnswer } from '@/lib/platform/pdf-answer'

export const authority = 'signed-in'

type Context = { params: Promise<{ id: string }> }

/** What was filed, as 事先报告表 or 回避申请书: `?version=` a version that stood before, otherwise the newest. Only for who reads the case. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const actor = await getActor()
  if (!actor) return new Response(null, { status: 401 })
  const { id } = await params
  const asked = new URL(request.url).searchParams.get('version')
  if (asked !== null && !/^[1-9]\d{0,3}$/.test(asked)) return new Response(null, { status: 404 })
  const form = await findFilingForm(actor, id, systemClock.now(), asked === null ? undefined : Number(asked))
  if (!form) return new Response(null, { status: 404 })
  const { text, code } = form
  return pdfAnswer(`${text.title} ${text.number}`, await renderForm(text, code ? checkOf(code) : null))
}
