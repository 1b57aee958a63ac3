import { renderForm } from '@/lib/documents/form/form'
import { findFilingForm } from '@/lib/documents/form/queries'
import { getActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'
import { pdfAnswer } from '@/lib/platform/pdf-answer'

export const authority = 'signed-in'

type Context = { params: Promise<{ id: string }> }

/** What was filed, as 事先报告表 or 回避申请书, for those who may read the case. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const actor = await getActor()
  if (!actor) return new Response(null, { status: 401 })
  const { id } = await params
  const form = await findFilingForm(actor, id, systemClock.now())
  if (!form) return new Response(null, { status: 404 })
  return pdfAnswer(`${form.title} ${form.number}`, await renderForm(form, null))
}
