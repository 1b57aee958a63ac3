import { matchName } from './match-name'

/** Places of business that only a branch is named after. */
const ALWAYS = /(分公司|分行|支行|分理处|储蓄所|分店|分厂|分社|分所|分部|代表处)$/
/** Places of business that are a branch when a company's whole name stands before them. */
const AFTER_COMPANY =
  /(办事处|营业部|营业厅|营业所|经营部|门市部|服务部|经销部|[店部处厂站场所库院馆]|中心|电站|工厂|商场|超市|项目部)$/
const COMPANY = /公司|合作社|信用社|银行/

/**
 * Whether a name is that of a branch or an office of an enterprise: `…有限公司机场路分公司`, `…有限公司文具经营部`,
 * `…支行`, `…代表处`. An individual business (code 92) called 经营部 is none.
 */
export function isBranch(name: string, uscc: string | null): boolean {
  if (uscc?.startsWith('92')) return false
  const plain = matchName(name).replace(/\([^()]*\)$/, '')
  if (ALWAYS.test(plain)) return true
  const after = AFTER_COMPANY.exec(plain)
  return after !== null && COMPANY.test(plain.slice(0, after.index))
}
