import { TEXT_LIMIT } from '@/lib/organs/schema'
import * as cell from '../rules/parse-cell'
import type { Columns, OfficialCells } from '../types'

export const OFFICIALS: Columns<OfficialCells> = {
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
