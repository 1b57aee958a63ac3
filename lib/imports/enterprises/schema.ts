import * as cell from '../rules/parse-cell'
import type { Columns, EnterpriseCells } from '../types'

/** Longest texts of enterprises, in characters. */
const LONG = {
  name: 200,
  type: 100,
  capital: 100,
  scope: 10_000,
  place: 50,
  address: 300,
  names: 1000,
} as const

/** In the order in which registers circulate. */
export const ENTERPRISES: Columns<EnterpriseCells> = {
  name: {
    header: '企业名称',
    aliases: ['名称', '公司名称', '单位名称', 'name', 'enterprise'],
    required: true,
    longest: LONG.name,
    parse: cell.line,
  },
  uscc: {
    header: '统一社会信用代码',
    aliases: ['信用代码', '社会信用代码', 'uscc', 'credit code'],
    longest: 60,
    parse: cell.uscc,
  },
  registeredOn: {
    header: '注册日期',
    aliases: ['成立日期', '成立时间', 'registered on'],
    longest: 40,
    parse: cell.pastDay,
  },
  enterpriseType: {
    header: '企业类型',
    aliases: ['公司类型', '类型', 'type', 'enterprise type'],
    longest: LONG.type,
    parse: cell.line,
  },
  ownership: {
    header: '所有制',
    aliases: ['所有制性质', '经济性质', 'ownership'],
    longest: 30,
    parse: cell.choice({
      PRIVATE: ['民营', '私营', '民营企业', '私营企业', 'private'],
      INDIVIDUAL: ['个体工商户', '个体', '个体户', 'individual'],
      FOREIGN: ['外商投资', '外资', '外资企业', '外商投资企业', 'foreign'],
      MIXED: ['混合所有制', '混合', 'mixed'],
      COLLECTIVE: ['集体', '集体所有制', '集体企业', 'collective'],
      STATE: ['国有', '国有企业', '全民所有制', 'state'],
      UNKNOWN: ['不明', 'unknown'],
    }),
  },
  legalRepresentative: {
    header: '法人代表',
    aliases: ['法定代表人', '负责人', '经营者', 'legal representative'],
    longest: 100,
    parse: cell.line,
  },
  capitalText: {
    header: '注册资金',
    aliases: ['注册资本', 'capital', 'registered capital'],
    longest: LONG.capital,
    parse: cell.line,
  },
  businessScope: {
    header: '经营范围',
    aliases: ['business scope', 'scope'],
    longest: LONG.scope,
    parse: cell.text,
  },
  province: {
    header: '所在省份',
    aliases: ['省份', '省', 'province'],
    longest: LONG.place,
    parse: cell.line,
  },
  city: { header: '地区', aliases: ['城市', '所在城市', 'city'], longest: LONG.place, parse: cell.line },
  address: {
    header: '注册地址',
    aliases: ['地址', '住所', '企业地址', 'address'],
    longest: LONG.address,
    parse: cell.line,
  },
  formerNames: {
    header: '曾用名',
    aliases: ['企业曾用名', 'former names', 'former name'],
    longest: LONG.names,
    parse: cell.names,
  },
}
