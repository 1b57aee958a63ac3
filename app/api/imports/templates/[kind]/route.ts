import { getActor } from '@/lib/identity/queries'
import { sheetHeaders, sheetStream } from '@/lib/imports/correcting/correcting'
import { mayImport } from '@/lib/imports/policy'
import { importFormatSchema, importKindSchema, templateHeaders } from '@/lib/imports/schema'

export const authority = 'signed-in'

/** An empty sheet with the columns of a kind, as spreadsheets open it: `?format=csv` (without: csv) or `xlsx`. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ kind: string }> },
): Promise<Response> {
  const actor = await getActor()
  const kind = importKindSchema.safeParse((await params).kind)
  const format = importFormatSchema.safeParse(new URL(request.url).searchParams.get('format') ?? 'csv')
  if (!actor || !mayImport(actor) || !kind.success || !format.success)
    return new Response(null, { status: 404 })
  const rows = sheetStream(format.data, [templateHeaders(kind.data)])
  return new Response(rows, { headers: sheetHeaders(kind.data, format.data) })
}
