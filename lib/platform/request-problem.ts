// What is wrong with a request before any page or action looks at it; the framework would answer it as a fault of ours.
import { isSameOrigin } from './origin'

/** The largest body of a server action in bytes, as next.config.js tells the framework (2 MB). */
export const ACTION_BODY_LIMIT = 2 * 1024 * 1024

export interface RequestProblem {
  status: 400 | 403 | 413
  text: string
}

const UNREADABLE: RequestProblem = {
  status: 400,
  text: '请求无法识别，请从页面上重新操作。 The request cannot be read: use the page again.',
}
const FOREIGN: RequestProblem = {
  status: 403,
  text: '请求不是从本系统的页面发出的。 The request does not come from a page of this system.',
}
const TOO_LARGE: RequestProblem = {
  status: 413,
  text: '内容太大（上限 2 MB），请缩短后再提交。 Too much content (at most 2 MB): shorten it and send it again.',
}

/** Whether an address decodes, and to text that a database can hold. */
export function isReadable(address: string): boolean {
  try {
    return !decodeURIComponent(address).includes('\0')
  } catch {
    // A lone percent sign is no encoding; in a search somebody may have typed one.
    return !/%00/.test(address) && !/%(?![\da-f]{2})/i.test(address.split('?')[0] ?? '')
  }
}

interface Asked {
  method: string
  address: string
  headers: { get(name: string): string | null }
  body: () => Promise<string>
}

/** The first problem of a request for a page, or null. */
export async function requestProblem({
  method,
  address,
  headers,
  body,
}: Asked): Promise<RequestProblem | null> {
  if (!isReadable(address)) return UNREADABLE
  if (method !== 'POST' || !headers.get('next-action')) return null
  if (!isSameOrigin(headers)) return FOREIGN
  const length = Number(headers.get('content-length') ?? ACTION_BODY_LIMIT + 1)
  if (!(length <= ACTION_BODY_LIMIT)) return TOO_LARGE
  if (!headers.get('content-type')?.startsWith('text/plain')) return null
  try {
    return Array.isArray(JSON.parse(await body())) ? null : UNREADABLE
  } catch {
    return UNREADABLE
  }
}
