import type { EnterpriseHit } from '@/lib/enterprises/types'

async function fetchEnterprises(query: string, signal?: AbortSignal): Promise<EnterpriseHit[]> {
  const response = await fetch(`/api/enterprises?${query}`, { signal })
  if (!response.ok) throw new Error(String(response.status))
  return ((await response.json()) as { items: EnterpriseHit[] }).items
}

/** Enterprises by name, initials or code, as somebody types. Rejects when there is no answer. */
export function searchEnterprises(query: string, signal?: AbortSignal): Promise<EnterpriseHit[]> {
  return fetchEnterprises(`q=${encodeURIComponent(query)}`, signal)
}

/** The enterprises of a filing. Rejects when there is no answer. */
export function enterprisesOf(ids: readonly string[]): Promise<EnterpriseHit[]> {
  return ids.length > 0 ? fetchEnterprises(`ids=${ids.join()}`) : Promise.resolve([])
}
