import type { Ownership } from '@/prisma/generated/client/enums'

/** Words of the register's enterprise types that say whose the enterprise is. Others say only its legal form. */
const SIGNS: readonly [RegExp, Ownership][] = [
  [/个体工商户|个体户|^个体$|个体经营/, 'INDIVIDUAL'],
  [/(?<!非)自然人投资或控股|(?<!外国|港澳台|台港澳|非)自然人独资|私营|民营|个人独资/, 'PRIVATE'],
  [/(?<!非)国有独资|(?<!非)国有控股|国有企业|全民所有制|国有全资|国有\)/, 'STATE'],
  [/外商|外资|外国|中外|台港澳|港澳台|香港|澳门|台湾/, 'FOREIGN'],
  [/集体所有制|集体企业|集体经济|^集体$/, 'COLLECTIVE'],
  [/混合所有制/, 'MIXED'],
]
/** A foreign company's office is no state enterprise, whatever the column says. */
const FOREIGN_OFFICE = /^[A-Za-z].*(代表处|办事处)$/
/** GB 32100: registered with market supervision (9) as an individual business (2). */
const INDIVIDUAL_CODE = /^92/

export interface OwnershipReading {
  ownership: Ownership
  /** The signs disagree: it stays unknown until somebody looks. */
  contradicts: boolean
}

/**
 * Whose the enterprise is, from the words of its type and the registration class in its credit code. Only what is
 * written counts; a legal form alone (有限责任公司, 合伙企业, 股份有限公司) says nothing, and signs that contradict each
 * other say nothing either: UNKNOWN.
 */
export function ownershipOf(facts: {
  type: string | null
  name: string
  uscc: string | null
}): OwnershipReading {
  const type = (facts.type ?? '').normalize('NFKC').replace(/\s/g, '')
  const signs = new Set(SIGNS.filter(([word]) => word.test(type)).map(([, ownership]) => ownership))
  if (facts.uscc && INDIVIDUAL_CODE.test(facts.uscc)) signs.add('INDIVIDUAL')
  if (signs.has('STATE') && FOREIGN_OFFICE.test(facts.name.normalize('NFKC'))) signs.add('FOREIGN')
  const [only] = signs
  return only && signs.size === 1
    ? { ownership: only, contradicts: false }
    : { ownership: 'UNKNOWN', contradicts: signs.size > 1 }
}
