// Names of the generated city. Nothing of it exists.
import { organisationCheckCharacter, usccCheckCharacter } from '@/lib/enterprises/rules/uscc-check-character'
import { initialsOf } from '@/lib/platform/pinyin'

const FAMILY = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜']
const GIVEN = [...'明华建国文军志强丽敏静伟芳娟秀英杰涛超勇艳平刚桂兰海波春梅晓宇辰佳欣怡然泽浩']
const PLACES =
  '云溪 青岚 临川 松阳 锦屏 望江 白鹭 玉泉 石桥 南浦 东湖 西岭 北塘 清河 长林 金沙 银杏 翠湖 龙门 凤台'.split(
    ' ',
  )
const BRAND = [
  ...'明华建国文军志强丽敏静伟芳秀英杰涛超勇平刚兰海波春梅晓宇辰佳鑫瑞达恒泰盛隆兴裕丰源通顺和润宏远博创智联汇众诚信德嘉禾',
]
const TRADES =
  '科技 建设工程 环保 物流 医药 餐饮管理 新能源 食品 装饰 信息技术 机械制造 商贸 文化传媒 农业开发 检测服务 物业管理 电子 纺织 教育咨询 园林绿化'.split(
    ' ',
  )
const FORMS = ['有限公司', '有限公司', '有限公司', '有限责任公司', '股份有限公司', '集团有限公司']

const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T

/** The name of an official by two random numbers below one. */
export function personName(next: () => number): string {
  const given = () => at(GIVEN, Math.floor(next() * GIVEN.length))
  return `${at(FAMILY, Math.floor(next() * FAMILY.length))}${given()}${next() < 0.85 ? given() : ''}`
}

/** A place, two or three characters of its own, a trade and a form: a name is rare, a trade is not. */
export function enterpriseName(number: number): string {
  const brands = BRAND.length
  const round = Math.floor(number / brands ** 3)
  const own = `${at(BRAND, number)}${at(BRAND, Math.floor(number / brands) + 7)}`
  const third = Math.floor(number / brands ** 2) % brands
  const place = at(PLACES, number * 7 + round)
  return `${place}${own}${third === 0 ? '' : at(BRAND, third)}${at(TRADES, number * 13 + Math.floor(number / 40))}${at(FORMS, number)}`
}

const known = new Map<string, string>()

/** First letters, character by character: the product asks the dictionary for whole names, which takes longer. */
export function quickInitials(name: string): string {
  let initials = ''
  for (const char of name) {
    let one = known.get(char)
    if (one === undefined) {
      one = initialsOf(char)
      known.set(char, one)
    }
    initials += one
  }
  return initials
}

const DIGITS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const BODY = 8
/** Shares no factor with the number of bodies, so that different numbers have different codes. */
const STRIDE = 387_420_489

/** A valid credit code of a region that does not exist. */
export function creditCode(number: number): string {
  let rest = (number * STRIDE + 17) % DIGITS.length ** BODY
  let body = ''
  for (let place = 0; place < BODY; place += 1) {
    body += DIGITS.charAt(rest % DIGITS.length)
    rest = Math.floor(rest / DIGITS.length)
  }
  const first17 = `91449902${body}${organisationCheckCharacter(body)}`
  return `${first17}${usccCheckCharacter(first17)}`
}
