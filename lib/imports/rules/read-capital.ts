/** Registered capital as an amount in whole units of a currency, with two decimals. */
export interface Capital {
  amount: string
  /** ISO 4217 */
  currency: string
}

/** Longer names first, so that 澳门元 is not read as 元. */
const CURRENCIES: readonly [RegExp, string][] = [
  [/人民币|RMB|CNY/, 'CNY'],
  [/美元|美金|USD|US\$/, 'USD'],
  [/香港元|港元|港币|HKD|HK\$/, 'HKD'],
  [/澳门元|澳门币|MOP/, 'MOP'],
  [/新台币|台币|台元|TWD|NTD/, 'TWD'],
  [/欧元|EUR|€/, 'EUR'],
  [/日元|日圆|JPY/, 'JPY'],
  [/英镑|GBP|£/, 'GBP'],
  [/澳大利亚元|澳元|AUD/, 'AUD'],
  [/加拿大元|加元|CAD/, 'CAD'],
  [/新加坡元|新加坡币|SGD/, 'SGD'],
  [/瑞士法郎|CHF/, 'CHF'],
  [/韩元|韩圆|KRW/, 'KRW'],
]
const UNITS: readonly [RegExp, bigint][] = [
  [/亿/, 100_000_000n],
  [/百万/, 1_000_000n],
  [/万/, 10_000n],
  [/千/, 1000n],
]
/** What is left of a text that was understood: the word for money and filling words. */
const FILLING = /[元圆整()¥:：]|注册资本|注册资金|约/g
/** Digits before the point that the column holds. */
const MOST_DIGITS = 18

/**
 * `200(万美元)`, `5（万元）`, `2,400(万元(人民币))`, `50.3000(万人民币元)`, `0万人民币`, `USD 1,000` … A bare 元 is Chinese
 * money; an amount without any unit, a range or two currencies are not read: null.
 */
export function readCapital(text: string): Capital | null {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s,，、]/g, '')
  const [, digits = '', , decimals = ''] = /^[^\d]*?(\d+)(\.(\d+))?[^\d]*$/.exec(plain) ?? []
  if (!digits || plain.includes('-') || plain.includes('~')) return null
  let rest = plain.replace(`${digits}${decimals ? `.${decimals}` : ''}`, '')
  const found = CURRENCIES.filter(([word]) => word.test(rest))
  if (found.length > 1) return null
  for (const [word] of found) rest = rest.replace(word, '')
  const hasYuan = /元|圆|¥/.test(rest)
  const currency = found[0]?.[1] ?? (hasYuan ? 'CNY' : null)
  if (!currency) return null
  const unit = UNITS.find(([word]) => word.test(rest))
  if (unit) rest = rest.replace(unit[0], '')
  if (rest.replace(FILLING, '') !== '') return null
  return amountOf(digits, decimals, unit?.[1] ?? 1n, currency)
}

function amountOf(digits: string, decimals: string, unit: bigint, currency: string): Capital | null {
  const scale = 10n ** BigInt(decimals.length)
  const cents = (BigInt(`${digits}${decimals}`) * unit * 100n) / scale
  const whole = String(cents / 100n)
  if (whole.length > MOST_DIGITS) return null
  return { amount: `${whole}.${String(cents % 100n).padStart(2, '0')}`, currency }
}
