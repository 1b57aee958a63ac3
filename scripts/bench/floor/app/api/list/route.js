import { NextResponse } from 'next/server'
import { enterprises, newest } from '../../../statement'

export const dynamic = 'force-dynamic'

export async function GET(request) {
  const query = new URL(request.url).searchParams
  const tokens = query.get('tokens')
  const items = tokens
    ? await enterprises(tokens.split(','))
    : await newest(query.get('organ'), query.get('status'))
  return NextResponse.json({ items })
}
