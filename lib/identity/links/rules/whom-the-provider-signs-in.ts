// The first sign-on links an identity by staff number, later ones are decided by the identity (等保三级, one account a person).
import type { LinkedPerson, LinkFacts, ProviderIdentity, SignOnRefusal } from '../types'

export type SignOnVerdict =
  | { step: 'sign-in'; person: LinkedPerson; linkId: string }
  | { step: 'link'; person: LinkedPerson }
  | { step: 'refuse'; code: SignOnRefusal }

const refuse = (code: SignOnRefusal): SignOnVerdict => ({ step: 'refuse', code })

/** Whom an identity signs in, whether that links it first, or why not. `required`: the values of `acr` that will do. */
export function whomTheProviderSignsIn(
  identity: Pick<ProviderIdentity, 'staffNo' | 'acr'>,
  { linked, named }: LinkFacts,
  required: readonly string[],
): SignOnVerdict {
  if (required.length > 0 && !(identity.acr && required.includes(identity.acr)))
    return refuse('provider-assurance')
  if (linked) {
    // A number that is somebody else's now, or nobody's: the provider means another person than the one linked.
    if (identity.staffNo && identity.staffNo !== linked.staffNo) return refuse('provider-number-changed')
    return standing(linked) ?? { step: 'sign-in', person: linked, linkId: linked.linkId }
  }
  if (!identity.staffNo) return refuse('provider-no-staff-number')
  if (!named?.active) return refuse('provider-unknown-person')
  if (named.linkId) return refuse('provider-link-taken')
  return standing(named) ?? { step: 'link', person: named }
}

/** What stands against the person: has left, is locked, or administers, which no claim of a provider may decide. */
function standing(person: LinkedPerson): SignOnVerdict | null {
  if (!person.active || person.disabled) return refuse('provider-account-disabled')
  if (person.administers) return refuse('provider-administrator')
  return null
}
