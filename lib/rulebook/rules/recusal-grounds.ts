// Grounds of duty recusal by personnel category, each with its own article: 公务员法 76; 监察官法 47;
// 国有企业管理人员处分条例 31; 事业单位人事管理回避规定 (domain section 3).

export const GROUND_CODES = ['OWN_INTEREST', 'RELATIVE_INTEREST', 'OTHER_IMPARTIALITY'] as const
export type GroundCode = (typeof GROUND_CODES)[number]
export type Category = 'CIVIL_SERVANT' | 'SUPERVISION_OFFICER' | 'INSTITUTION_STAFF' | 'SOE_MANAGER'

export interface Ground {
  code: GroundCode
  /** Key of the article's short name in the rulebook's messages. */
  article: string
  /** Named by the law as a case for recusal: declared or confirmed, it cannot be approved away. */
  statutory: boolean
}

const grounds = (article: string): readonly Ground[] => [
  { code: 'OWN_INTEREST', article: `${article}-1`, statutory: true },
  { code: 'RELATIVE_INTEREST', article: `${article}-2`, statutory: true },
  // The open clause asks for a judgement: it binds once a decider confirms it.
  { code: 'OTHER_IMPARTIALITY', article: `${article}-3`, statutory: false },
]

/** Total over categories; each ground is data, not a branch. */
export const RECUSAL_GROUNDS: Readonly<Record<Category, readonly Ground[]>> = {
  CIVIL_SERVANT: grounds('civil-servants-76'),
  SUPERVISION_OFFICER: grounds('supervision-officers-47'),
  INSTITUTION_STAFF: grounds('institution-staff'),
  SOE_MANAGER: grounds('soe-managers-31'),
}

/** The ground of a category by its code. */
export function groundOf(category: Category, code: GroundCode): Ground {
  const found = RECUSAL_GROUNDS[category].find((ground) => ground.code === code)
  if (!found) throw new Error(`no ground ${code} for ${category}`)
  return found
}

/** Grounds of post recusal: kin in one line of command, in posts of oversight, or in business that the post regulates. */
export const POST_GROUNDS = ['POST_LINE_OF_COMMAND', 'POST_OVERSIGHT', 'POST_REGULATES_KIN'] as const
export type PostGround = (typeof POST_GROUNDS)[number]

/** The article of post recusal (公务员法 74) by category; managers of state enterprises have none. */
export const POST_ARTICLE: Readonly<Record<Category, string | null>> = {
  CIVIL_SERVANT: 'civil-servants-74',
  SUPERVISION_OFFICER: 'civil-servants-74',
  INSTITUTION_STAFF: 'institution-staff-1',
  SOE_MANAGER: null,
}

/** The kinship classes of 公务员法 74 and 公务员回避规定 5, and OTHER for a described related person. */
export const KINSHIPS = ['SELF', 'SPOUSE', 'LINEAL', 'COLLATERAL', 'AFFINITY', 'OTHER'] as const
export type Kinship = (typeof KINSHIPS)[number]

/** Which ground a declared relation suggests: own interest, a listed relative's, or the open clause. */
export function groundFor(kinship: Kinship): GroundCode {
  if (kinship === 'SELF') return 'OWN_INTEREST'
  return kinship === 'OTHER' ? 'OTHER_IMPARTIALITY' : 'RELATIVE_INTEREST'
}
