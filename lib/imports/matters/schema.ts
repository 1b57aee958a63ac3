import { TEXT_LIMIT as ORGAN_TEXT } from '@/lib/organs/schema'
import { TEXT_LIMIT } from '@/lib/matters/schema'
import * as cell from '../rules/parse-cell'
import type { Columns, MatterCells } from '../types'

/** Longest lists of codes and staff numbers in one cell, in characters. */
const LIST = 1000

export const MATTERS: Columns<MatterCells> = {
  number: {
    header: '事项编号',
    aliases: ['编号', '项目编号', 'number', 'matter number'],
    required: true,
    longest: TEXT_LIMIT.line,
    parse: cell.line,
  },
  title: {
    header: '事项名称',
    aliases: ['名称', '标题', '项目名称', 'title'],
    required: true,
    longest: TEXT_LIMIT.line,
    parse: cell.line,
  },
  type: {
    header: '事项类型',
    aliases: ['类型', '类别', 'type'],
    required: true,
    longest: 30,
    parse: cell.choice({
      LICENSING: ['行政许可', '许可', 'licensing'],
      PENALTY: ['行政处罚', '处罚', 'penalty'],
      PROCUREMENT: ['采购招标', '政府采购', '采购', '招标投标', 'procurement'],
      LAND: ['土地', '土地出让', 'land'],
      INVESTMENT_PROMOTION: ['招商引资', '招商', 'investment promotion'],
      SUBSIDY: ['补贴扶持', '财政补贴', '补贴', '专项资金', 'subsidy'],
      SUPERVISION: ['监督检查', '检查', 'supervision'],
      APPROVAL: ['审批验收', '项目审批', '审批', 'approval'],
      STATE_ASSETS: ['国有资产', '国资', 'state assets'],
      OTHER: ['其他', 'other'],
    }),
  },
  organCode: {
    header: '机构代码',
    aliases: ['承办机构代码', '单位代码', 'organ code', 'organ'],
    required: true,
    longest: ORGAN_TEXT.code,
    parse: cell.code,
  },
  openedOn: {
    header: '立项日期',
    aliases: ['受理日期', '开始日期', 'opened on'],
    required: true,
    longest: 40,
    parse: cell.pastDay,
  },
  enterpriseCodes: {
    header: '企业统一社会信用代码',
    aliases: ['统一社会信用代码', '企业信用代码', '信用代码', 'credit codes', 'enterprises'],
    longest: LIST,
    parse: cell.usccs,
  },
  handlerStaffNos: {
    header: '承办人工号',
    aliases: ['工号', '经办人工号', 'staff numbers', 'handlers'],
    required: true,
    longest: LIST,
    parse: cell.codes,
  },
}
