import { describe, expect, it } from 'vitest'
import { isBranch } from './is-branch'
import { matchName } from './match-name'
import { ownershipOf } from './ownership-of'
import { readCapital } from './read-capital'

describe('registered capital', () => {
  it.each([
    ['200(万美元)', '2000000.00', 'USD'],
    ['5（万元）', '50000.00', 'CNY'],
    ['101(万人民币元)', '1010000.00', 'CNY'],
    ['100(万元(人民币))', '1000000.00', 'CNY'],
    ['2,400(万元(人民币))', '24000000.00', 'CNY'],
    ['50.3000(万人民币元)', '503000.00', 'CNY'],
    ['780(万元(港币))', '7800000.00', 'HKD'],
    ['4,000(万香港元)', '40000000.00', 'HKD'],
    ['0万人民币', '0.00', 'CNY'],
    ['88万元', '880000.00', 'CNY'],
    ['１２０万元整', '1200000.00', 'CNY'],
    ['1.2亿元人民币', '120000000.00', 'CNY'],
    ['EUR 25,000.50', '25000.50', 'EUR'],
    ['1000万日元', '10000000.00', 'JPY'],
    ['30万澳门元', '300000.00', 'MOP'],
    ['10万澳元', '100000.00', 'AUD'],
    ['0.1元', '0.10', 'CNY'],
  ])('%s', (text, amount, currency) => {
    expect(readCapital(text)).toEqual({ amount, currency })
  })

  it.each([
    '120',
    '壹佰万元',
    'N/A',
    '100-200万元',
    '10万美元(80万元人民币)',
    '100万元港币或美元',
    '-5万元',
    '5万两',
    '1e5元',
    `${'9'.repeat(19)}元`,
  ])('is not read from %s', (text) => {
    expect(readCapital(text)).toBeNull()
  })
})

describe('ownership', () => {
  const of = (type: string | null, name = '甲有限公司', uscc: string | null = null) =>
    ownershipOf({ type, name, uscc })

  it.each([
    ['有限责任公司(自然人投资或控股)', 'PRIVATE'],
    ['有限责任公司（自然人独资）', 'PRIVATE'],
    ['有限责任公司(自然人投资或控股的法人独资)', 'PRIVATE'],
    ['个人独资企业', 'PRIVATE'],
    ['私营有限责任公司', 'PRIVATE'],
    ['有限责任公司(国有独资)', 'STATE'],
    ['股份有限公司(上市、国有控股)', 'STATE'],
    ['全民所有制', 'STATE'],
    ['有限责任公司(外国法人独资)', 'FOREIGN'],
    ['有限责任公司(外国自然人独资)', 'FOREIGN'],
    ['有限责任公司(台港澳与境内合资)', 'FOREIGN'],
    ['有限责任公司(港澳台自然人独资)', 'FOREIGN'],
    ['个体户', 'INDIVIDUAL'],
    ['个体工商户', 'INDIVIDUAL'],
    ['集体所有制', 'COLLECTIVE'],
    ['混合所有制企业', 'MIXED'],
  ])('%s is %s', (type, ownership) => {
    expect(of(type)).toEqual({ ownership, contradicts: false })
  })

  it.each([
    null,
    '有限责任公司',
    '其他有限责任公司',
    '股份有限公司(非上市)',
    '普通合伙',
    '来料加工',
    '有限责任公司(非自然人投资或控股的法人独资)',
    '非国有控股企业',
    '农民专业合作社',
  ])('%s says nothing, and nothing is guessed', (type) => {
    expect(of(type)).toEqual({ ownership: 'UNKNOWN', contradicts: false })
  })

  it('is read from the registration class in the code of an individual business', () => {
    expect(of(null, '甲加工厂', '92440606L0031570XR').ownership).toBe('INDIVIDUAL')
  })

  it('stays unknown when the statements contradict each other', () => {
    expect(of('国有企业', 'LarkfieldAgenciesLimited青岚代表处')).toEqual({
      ownership: 'UNKNOWN',
      contradicts: true,
    })
    expect(of('有限责任公司(国有控股)', '甲厂', '92440606L0031570XR').contradicts).toBe(true)
  })
})

describe('a branch', () => {
  it.each([
    '青岚永安通驾驶员培训有限公司机场路分公司',
    '小海豚婴童用品(云岫)有限公司青岚办事处',
    '云岫达盛贸易有限公司南山文具经营部',
    '云岫壹加壹商业连锁有限公司三角购物中心',
    '云岫县地方服务公司樟湾二级电站',
    '青岚农村商业银行股份有限公司云岫龙发支行',
    'LarkfieldAgenciesLimited青岚代表处',
    '甲有限公司乙分公司（筹）',
  ])('%s', (name) => {
    expect(isBranch(name, null)).toBe(true)
  })

  it.each([
    '青岚磊鑫园林工程有限公司',
    '国澜集团（云岫）有限公司',
    '公司宝网络科技有限公司',
    '云岫文具经营部',
    '云岫区桥南街道办事处',
    '青岚市云岫区五金加工厂',
  ])('%s is none', (name) => {
    expect(isBranch(name, null)).toBe(false)
  })

  it('is no individual business, whatever its name', () => {
    expect(isBranch('甲公司经营部', '92440606L0031570XR')).toBe(false)
  })
})

it('names match in both bracket widths, letter widths and with spaces', () => {
  expect(matchName('得实打印机(云岫)有限公司')).toBe(matchName('得实打印机（云岫） 有限公司'))
  expect(matchName('ＡＢＣ 贸易')).toBe(matchName('abc贸易'))
  expect(matchName('甲有限公司')).not.toBe(matchName('甲股份有限公司'))
})
