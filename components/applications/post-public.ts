export interface PublicRefusal {
  code: string
  message: string
  fields: Readonly<Record<string, string>>
}

export type PublicAnswer<T> = { ok: true; value: T } | { ok: false; refusal: PublicRefusal | null }

/** Sends a public form; `null` is an answer that never came. */
export async function postPublic<T>(address: string, body: unknown): Promise<PublicAnswer<T>> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
    const answer = (await response.json()) as unknown
    return response.ok ? { ok: true, value: answer as T } : { ok: false, refusal: answer as PublicRefusal }
  } catch {
    return { ok: false, refusal: null }
  }
}
