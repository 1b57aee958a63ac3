// The nine items of the negative list for officials, and the items each contact scenario asks about
// (domain section 4; Guangzhou's 2018 opinions and 2024 contact guidance, six areas).

export const NEGATIVE_ITEMS = ['N1', 'N2', 'N3', 'N4', 'N5', 'N6', 'N7', 'N8', 'N9'] as const
export type NegativeItem = (typeof NEGATIVE_ITEMS)[number]

export const SCENARIOS = ['INVESTMENT_CONTACT', 'MEALS', 'VEHICLES', 'LODGING', 'GIFTS', 'EXCHANGE'] as const
export type ScenarioCode = (typeof SCENARIOS)[number]

/** The items a filing answers: only those its scenario calls for, and N9 always. */
export const SELF_CHECK: Readonly<Record<ScenarioCode, readonly NegativeItem[]>> = {
  INVESTMENT_CONTACT: ['N1', 'N5', 'N6', 'N7', 'N9'],
  MEALS: ['N1', 'N4', 'N9'],
  VEHICLES: ['N1', 'N2', 'N9'],
  LODGING: ['N1', 'N4', 'N9'],
  GIFTS: ['N1', 'N3', 'N9'],
  EXCHANGE: ['N1', 'N4', 'N5', 'N8', 'N9'],
}
