import { renderForm } from '@/lib/documents/form/form'
import { findFilingForm } from '@/lib/documents/form/queries'
import { getActor } from '@/lib/identity/queries'
import { systemClock } from '@/lib/platform/clock'

export const authority = 'signed-in'

type Context = { params: Promise<{ id: string }> }

/** What was filed, as 事先报告表 or 回避申请书, for those who may read the case. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const actor = await getActor()
  if (!actor) return new Response(null, { status: 401 })
  const { id } = await params
  const form = await findFilingForm(actor, id, systemClock.now())
  if (!form) return new Response(null, { status: 404 })
  const pdf = await renderForm(form, null)
  return new Response(new Uint8Array(pdf), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="filing.pdf"; filename*=UTF-8''${encodeURIComponent(`${form.title} ${form.number}`)}.pdf`,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
    },
  })
}
