// The five kinds of act that a recused person takes no part in (公务员回避规定 14).

export const ACTS = ['INVESTIGATE', 'DISCUSS', 'REVIEW', 'DECIDE', 'INFLUENCE'] as const
export type Act = (typeof ACTS)[number]
