import { TEXT_LIMIT } from '@/lib/organs/schema'
import * as cell from '../rules/parse-cell'
import type { Columns, OrganCells } from '../types'

export const ORGANS: Columns<OrganCells> = {
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
