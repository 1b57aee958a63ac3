import { z } from 'zod'
import { TEXT_LIMIT } from '@/lib/organs/schema'
import * as cell from './rules/parse-cell'
import {
  IMPORT_KINDS,
  IMPORT_MODES,
  type CellsOf,
  type Columns,
  type EnterpriseCells,
  type OfficialCells,
  type OrganCells,
} from './types'

/** The largest file, in bytes. */
export const IMPORT_MAX_BYTES = 10 * 1024 * 1024
/** The most rows of one file: one batch is one transaction and one entry of the log. */
export const IMPORT_MAX_ROWS = 5000
/** Problems that are kept with a batch; the counts are of all. */
export const IMPORT_MAX_PROBLEMS = 1000
/** Longest cell that a message repeats, in characters. */
export const SHOWN_VALUE_LENGTH = 40
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

export const applyImportSchema = z.object({
  batchId: z.uuid('platform.field.required'),
  mode: z.enum(IMPORT_MODES, 'platform.field.required'),
})

export const discardImportSchema = z.object({ batchId: z.uuid('platform.field.required') })

export const importKindSchema = z.enum(IMPORT_KINDS)

const ORGANS: Columns<OrganCells> = {
  code: {
    header: '机构代码',
    aliases: ['代码', 'code', 'organ code'],
    required: true,
    longest: TEXT_LIMIT.code,
    parse: cell.code,
  },
  name: {
    header: '名称',
    aliases: ['机构名称', '单位名称', 'name'],
    required: true,
    longest: TEXT_LIMIT.name,
    parse: cell.line,
  },
  shortName: { header: '简称', aliases: ['short name'], longest: TEXT_LIMIT.name, parse: cell.line },
  documentMark: {
    header: '发文代字',
    aliases: ['发文机关代字', 'document mark'],
    longest: TEXT_LIMIT.mark,
    parse: cell.mark,
  },
  kind: {
    header: '类型',
    aliases: ['机构类型', 'kind', 'type'],
    required: true,
    longest: 30,
    parse: cell.choice({
      PARTY_GOVERNMENT: ['党政机关', '机关', 'party or government organ'],
      STATE_ENTERPRISE: ['国有企业', '国企', 'state enterprise'],
      INSTITUTION: ['事业单位', 'institution'],
    }),
  },
  parentCode: {
    header: '上级代码',
    aliases: ['上级机构代码', 'parent code', 'parent'],
    longest: TEXT_LIMIT.code,
    parse: cell.code,
  },
  districtCode: {
    header: '行政区划代码',
    aliases: ['区划代码', 'district code'],
    longest: 20,
    parse: cell.district,
  },
  isDisciplineOffice: {
    header: '是否纪检机构',
    aliases: ['纪检机构', 'discipline office'],
    longest: 10,
    parse: cell.yesOrNo,
  },
  isDivision: {
    header: '是否内设',
    aliases: ['是否内设机构', '内设机构', 'division'],
    longest: 10,
    parse: cell.yesOrNo,
  },
}

const OFFICIALS: Columns<OfficialCells> = {
  staffNo: {
    header: '工号',
    aliases: ['人员编号', 'staff number', 'staff no', 'staffno'],
    required: true,
    longest: TEXT_LIMIT.code,
    parse: cell.code,
  },
  name: { header: '姓名', aliases: ['name'], required: true, longest: TEXT_LIMIT.name, parse: cell.line },
  organCode: {
    header: '机构代码',
    aliases: ['所在机构代码', '单位代码', 'organ code', 'organ'],
    required: true,
    longest: TEXT_LIMIT.code,
    parse: cell.code,
  },
  post: {
    header: '职务',
    aliases: ['岗位', 'post'],
    required: true,
    longest: TEXT_LIMIT.post,
    parse: cell.line,
  },
  rank: { header: '职级', aliases: ['rank'], longest: TEXT_LIMIT.post, parse: cell.line },
  isLeadingCadre: {
    header: '是否领导干部',
    aliases: ['领导干部', 'leading cadre'],
    longest: 10,
    parse: cell.yesOrNo,
  },
  personnelCategory: {
    header: '人员类别',
    aliases: ['类别', 'personnel category', 'category'],
    required: true,
    longest: 30,
    parse: cell.choice({
      CIVIL_SERVANT: ['公务员', '参公人员', '参照公务员法管理人员', 'civil servant'],
      SUPERVISION_OFFICER: ['监察官', 'supervision officer'],
      INSTITUTION_STAFF: ['事业单位工作人员', '事业编', '事业人员', 'institution staff'],
      SOE_MANAGER: ['国有企业管理人员', '国企管理人员', 'soe manager'],
    }),
  },
  supervisorStaffNo: {
    header: '主管领导工号',
    aliases: ['分管领导工号', '主管领导', 'supervisor', 'supervisor staff number'],
    longest: TEXT_LIMIT.code,
    parse: cell.code,
  },
  email: {
    header: '邮箱',
    aliases: ['电子邮箱', '电子邮件', 'email', 'e-mail'],
    longest: TEXT_LIMIT.email,
    parse: cell.email,
  },
  electronicService: {
    header: '同意电子送达',
    aliases: ['是否同意电子送达', 'electronic service'],
    longest: 10,
    parse: cell.yesOrNo,
  },
}

/** In the order in which registers circulate. */
const ENTERPRISES: Columns<EnterpriseCells> = {
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

/** What a file of each kind may hold: one table, from which headers, checks and templates come. */
export const COLUMNS: { readonly [K in keyof CellsOf]: Columns<CellsOf[K]> } = {
  organs: ORGANS,
  officials: OFFICIALS,
  enterprises: ENTERPRISES,
}

/** The headers of a template, in order. */
export function templateHeaders(kind: keyof CellsOf): string[] {
  return Object.values(COLUMNS[kind]).map((column) => column.header)
}
