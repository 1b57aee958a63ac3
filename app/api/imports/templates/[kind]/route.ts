import { getActor } from '@/lib/identity/queries'
import { mayImport } from '@/lib/imports/policy'
import { importKindSchema, templateHeaders } from '@/lib/imports/schema'
import { BOM, csvLine } from '@/lib/platform/csv'

export const authority = 'signed-in'

/** An empty CSV file with the columns of a kind, as spreadsheets open it. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ kind: string }> },
): Promise<Response> {
  const actor = await getActor()
  const kind = importKindSchema.safeParse((await params).kind)
  if (!actor || !mayImport(actor) || !kind.success) return new Response(null, { status: 404 })
  return new Response(`${BOM}${csvLine(templateHeaders(kind.data))}`, {
    headers: {
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${kind.data}.csv"`,
    },
  })
}
