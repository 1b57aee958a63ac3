import { NextResponse } from 'next/server'
import { create } from '../../../statement'

export const dynamic = 'force-dynamic'

export async function POST(request) {
  return NextResponse.json({ id: await create(await request.json()) }, { status: 201 })
}
