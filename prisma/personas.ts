// The fictitious city of the demo, the screenshots and the tests: 青岚市云岫区. Nobody and nothing in it is real.
// One list serves seeds, sign-in page and fixtures, so a test names a person and a consequence.

export interface OrganSeed {
  code: string
  parent: string | null
  name: string
  shortName: string
  documentMark: string
  kind: 'PARTY_GOVERNMENT' | 'STATE_ENTERPRISE' | 'INSTITUTION'
  districtCode?: string
  isDisciplineOffice?: boolean
  isDivision?: boolean
}

export const ORGANS: readonly OrganSeed[] = [
  { code: 'QL', parent: null, name: '青岚市人民政府', shortName: '市政府', documentMark: '青府', kind: 'PARTY_GOVERNMENT' },
  { code: 'QLJW', parent: 'QL', name: '青岚市纪委监委', shortName: '市纪委监委', documentMark: '青纪', kind: 'PARTY_GOVERNMENT', isDisciplineOffice: true },
  { code: 'YX', parent: 'QL', name: '青岚市云岫区人民政府', shortName: '区政府', documentMark: '云府', kind: 'PARTY_GOVERNMENT', districtCode: '449901' },
  { code: 'YXJW', parent: 'YX', name: '云岫区纪委监委', shortName: '区纪委监委', documentMark: '云纪', kind: 'PARTY_GOVERNMENT', districtCode: '449901', isDisciplineOffice: true },
  { code: 'YXZJ', parent: 'YX', name: '云岫区住房和建设局', shortName: '区住建局', documentMark: '云住建', kind: 'PARTY_GOVERNMENT', districtCode: '449901' },
  { code: 'YXZJ-JS', parent: 'YXZJ', name: '建设科', shortName: '建设科', documentMark: '云住建', kind: 'PARTY_GOVERNMENT', districtCode: '449901', isDivision: true },
  { code: 'YXSJ', parent: 'YX', name: '云岫区市场监督管理局', shortName: '区市监局', documentMark: '云市监', kind: 'PARTY_GOVERNMENT', districtCode: '449901' },
  { code: 'YXFG', parent: 'YX', name: '云岫区发展和改革局', shortName: '区发改局', documentMark: '云发改', kind: 'PARTY_GOVERNMENT', districtCode: '449901' },
  { code: 'YXCT', parent: 'YX', name: '云岫区城市建设投资集团有限公司', shortName: '区城投集团', documentMark: '云城投', kind: 'STATE_ENTERPRISE', districtCode: '449901' },
  { code: 'YXYY', parent: 'YX', name: '云岫区中心医院', shortName: '区中心医院', documentMark: '云医', kind: 'INSTITUTION', districtCode: '449901' },
]

type RoleName =
  | 'CLERK'
  | 'SUPERVISOR'
  | 'UNIT_HEAD'
  | 'HEAD_CASES_OFFICER'
  | 'HR'
  | 'DISCIPLINE'
  | 'SYSTEM_ADMIN'
  | 'SECURITY_ADMIN'
  | 'AUDIT_ADMIN'

export interface PersonSeed {
  staffNo: string
  name: string
  organ: string
  post: string
  rank: string
  category: 'CIVIL_SERVANT' | 'SUPERVISION_OFFICER' | 'INSTITUTION_STAFF' | 'SOE_MANAGER'
  leading?: boolean
  /** Staff number of the named supervising leader. */
  supervisor?: string
  roles?: readonly { role: RoleName; organ: string; basis?: string }[]
  consent?: boolean
  /** Shown on the sign-in page of the demo. */
  persona?: { zh: string; en: string }
}

export const PEOPLE: readonly PersonSeed[] = [
  // 区住建局
  { staffNo: 'ZJ0102', name: '周明远', organ: 'YXZJ-JS', post: '建设科', rank: '二级主任科员', category: 'CIVIL_SERVANT', supervisor: 'ZJ0002', consent: true, persona: { zh: '申报人：要和企业打交道的干部', en: 'Declarant: an official who deals with enterprises' } },
  { staffNo: 'ZJ0103', name: '许若彤', organ: 'YXZJ-JS', post: '建设科', rank: '三级主任科员', category: 'CIVIL_SERVANT', supervisor: 'ZJ0002', consent: true },
  { staffNo: 'ZJ0104', name: '程立', organ: 'YXZJ-JS', post: '建设科科长', rank: '四级调研员', category: 'CIVIL_SERVANT', supervisor: 'ZJ0002' },
  { staffNo: 'ZJ0105', name: '𠮷田文', organ: 'YXZJ-JS', post: '建设科', rank: '一级科员', category: 'CIVIL_SERVANT', supervisor: 'ZJ0002' },
  { staffNo: 'ZJ0003', name: '顾晴', organ: 'YXZJ', post: '办公室', rank: '一级主任科员', category: 'CIVIL_SERVANT', supervisor: 'ZJ0001', consent: true, roles: [{ role: 'CLERK', organ: 'YXZJ' }], persona: { zh: '经办人：受理、退回、送达', en: 'Clerk: accepts, returns, serves' } },
  { staffNo: 'ZJ0002', name: '林叙', organ: 'YXZJ', post: '副局长', rank: '四级调研员', category: 'CIVIL_SERVANT', leading: true, supervisor: 'ZJ0001', consent: true, roles: [{ role: 'SUPERVISOR', organ: 'YXZJ' }], persona: { zh: '主管领导：审批和作出回避决定', en: 'Supervisor: decides reports and recusals' } },
  { staffNo: 'ZJ0001', name: '秦岳', organ: 'YXZJ', post: '局长', rank: '二级调研员', category: 'CIVIL_SERVANT', leading: true, consent: true, roles: [{ role: 'UNIT_HEAD', organ: 'YXZJ' }], persona: { zh: '单位主要负责人：签发与复核', en: 'Unit head: signs and decides for supervisors' } },
  { staffNo: 'ZJ0004', name: '何静', organ: 'YXZJ', post: '人事科科长', rank: '一级主任科员', category: 'CIVIL_SERVANT', supervisor: 'ZJ0001', roles: [{ role: 'HR', organ: 'YXZJ' }], persona: { zh: '组织人事部门', en: 'HR office' } },
  // 区市监局
  { staffNo: 'SJ0001', name: '罗远山', organ: 'YXSJ', post: '局长', rank: '二级调研员', category: 'CIVIL_SERVANT', leading: true, roles: [{ role: 'UNIT_HEAD', organ: 'YXSJ' }] },
  { staffNo: 'SJ0002', name: '叶知秋', organ: 'YXSJ', post: '副局长', rank: '四级调研员', category: 'CIVIL_SERVANT', leading: true, supervisor: 'SJ0001', roles: [{ role: 'SUPERVISOR', organ: 'YXSJ' }] },
  { staffNo: 'SJ0003', name: '方可', organ: 'YXSJ', post: '办公室', rank: '二级主任科员', category: 'CIVIL_SERVANT', supervisor: 'SJ0001', roles: [{ role: 'CLERK', organ: 'YXSJ' }] },
  { staffNo: 'SJ0101', name: '蒋一凡', organ: 'YXSJ', post: '企业监管科', rank: '三级主任科员', category: 'CIVIL_SERVANT', supervisor: 'SJ0002', consent: true },
  { staffNo: 'SJ0102', name: '段溪', organ: 'YXSJ', post: '企业监管科', rank: '四级主任科员', category: 'CIVIL_SERVANT', supervisor: 'SJ0002', consent: true },
  // 区发改局、城投、医院
  { staffNo: 'FG0001', name: '温书岑', organ: 'YXFG', post: '局长', rank: '二级调研员', category: 'CIVIL_SERVANT', leading: true, roles: [{ role: 'UNIT_HEAD', organ: 'YXFG' }] },
  { staffNo: 'FG0101', name: '白洛', organ: 'YXFG', post: '投资科', rank: '二级主任科员', category: 'CIVIL_SERVANT', supervisor: 'FG0001' },
  { staffNo: 'CT0001', name: '姚启明', organ: 'YXCT', post: '董事长', rank: '', category: 'SOE_MANAGER', leading: true, roles: [{ role: 'UNIT_HEAD', organ: 'YXCT' }] },
  { staffNo: 'CT0101', name: '孔令川', organ: 'YXCT', post: '工程管理部经理', rank: '', category: 'SOE_MANAGER', supervisor: 'CT0001' },
  { staffNo: 'YY0001', name: '宋知微', organ: 'YXYY', post: '院长', rank: '', category: 'INSTITUTION_STAFF', leading: true, roles: [{ role: 'UNIT_HEAD', organ: 'YXYY' }] },
  { staffNo: 'YY0101', name: '陶然', organ: 'YXYY', post: '设备科科长', rank: '', category: 'INSTITUTION_STAFF', supervisor: 'YY0001' },
  // 区政府、市政府
  { staffNo: 'YX0001', name: '方志远', organ: 'YX', post: '区长', rank: '', category: 'CIVIL_SERVANT', leading: true, roles: [{ role: 'UNIT_HEAD', organ: 'YX' }], persona: { zh: '上级机关负责人：决定下级负责人的案件', en: 'Head of the superior organ' } },
  { staffNo: 'YX0003', name: '卢思齐', organ: 'YX', post: '区政府办公室', rank: '一级主任科员', category: 'CIVIL_SERVANT', supervisor: 'YX0001', roles: [{ role: 'CLERK', organ: 'YX' }] },
  { staffNo: 'QL0001', name: '陆承宇', organ: 'QL', post: '市长', rank: '', category: 'CIVIL_SERVANT', leading: true, roles: [{ role: 'UNIT_HEAD', organ: 'QL' }] },
  { staffNo: 'QL0002', name: '江晚舟', organ: 'QL', post: '常务副市长', rank: '', category: 'CIVIL_SERVANT', leading: true, supervisor: 'QL0001', roles: [{ role: 'HEAD_CASES_OFFICER', organ: 'QL', basis: '市政府党组会议纪要（示例）' }] },
  { staffNo: 'QL0003', name: '毕海', organ: 'QL', post: '市政府办公室', rank: '一级主任科员', category: 'CIVIL_SERVANT', supervisor: 'QL0002', roles: [{ role: 'CLERK', organ: 'QL' }] },
  // 纪检监察
  { staffNo: 'JW0001', name: '沈砚', organ: 'YXJW', post: '书记', rank: '', category: 'SUPERVISION_OFFICER', leading: true, roles: [{ role: 'UNIT_HEAD', organ: 'YXJW' }] },
  { staffNo: 'JW0101', name: '苏见', organ: 'YXJW', post: '第三纪检监察室主任', rank: '', category: 'SUPERVISION_OFFICER', supervisor: 'JW0001', roles: [{ role: 'DISCIPLINE', organ: 'YX' }], persona: { zh: '纪检监察机构：检索、核查、导出', en: 'Discipline office: search, check, export' } },
  { staffNo: 'SW0101', name: '钟礼', organ: 'QLJW', post: '第一纪检监察室主任', rank: '', category: 'SUPERVISION_OFFICER', roles: [{ role: 'DISCIPLINE', organ: 'QL' }] },
  // 三员
  { staffNo: 'SYS001', name: '丁系统', organ: 'YX', post: '信息中心', rank: '', category: 'CIVIL_SERVANT', supervisor: 'YX0001', roles: [{ role: 'SYSTEM_ADMIN', organ: 'QL' }], persona: { zh: '系统管理员：机构与账号', en: 'System administrator: organs and accounts' } },
  { staffNo: 'SEC001', name: '安全宁', organ: 'YX', post: '信息中心', rank: '', category: 'CIVIL_SERVANT', supervisor: 'YX0001', roles: [{ role: 'SECURITY_ADMIN', organ: 'QL' }], persona: { zh: '安全管理员：角色与规则', en: 'Security administrator: roles and policy' } },
  { staffNo: 'SEC002', name: '安全平', organ: 'QL', post: '信息中心', rank: '', category: 'CIVIL_SERVANT', supervisor: 'QL0002', roles: [{ role: 'SECURITY_ADMIN', organ: 'QL' }] },
  { staffNo: 'AUD001', name: '申计', organ: 'QL', post: '信息中心', rank: '', category: 'CIVIL_SERVANT', supervisor: 'QL0002', roles: [{ role: 'AUDIT_ADMIN', organ: 'QL' }], persona: { zh: '审计管理员：日志', en: 'Audit administrator: logs' } },
]

export interface EnterpriseSeed {
  key: string
  name: string
  legal: string
  ownership: 'PRIVATE' | 'INDIVIDUAL' | 'FOREIGN' | 'MIXED' | 'COLLECTIVE' | 'STATE' | 'UNKNOWN'
  formerNames?: readonly string[]
  isBranch?: boolean
  type?: string
}

export const ENTERPRISES: readonly EnterpriseSeed[] = [
  { key: 'lanyue', name: '岚岳建设集团有限公司', legal: '贺松年', ownership: 'PRIVATE', type: '有限责任公司（自然人投资或控股）' },
  { key: 'lanyue-branch', name: '岚岳建设集团有限公司云岫分公司', legal: '贺松年', ownership: 'PRIVATE', isBranch: true },
  { key: 'lanyue-estate', name: '青岚市岚岳置业有限公司', legal: '贺松年', ownership: 'PRIVATE', formerNames: ['岚岳房产开发有限公司'] },
  { key: 'qinghe', name: '清禾科技有限公司', legal: '陆一舟', ownership: 'PRIVATE', type: '有限责任公司（自然人投资或控股）' },
  { key: 'yunxiu', name: '云岫城建工程有限公司', legal: '牛大川', ownership: 'MIXED' },
  { key: 'heng', name: '恒舟（青岚）贸易有限公司', legal: '吕恒', ownership: 'FOREIGN', type: '有限责任公司（外国法人独资）' },
  { key: 'jinshi', name: '锦石医疗器械有限公司', legal: '范锦', ownership: 'PRIVATE' },
  { key: 'fuji', name: '云岫区𠮷福餐饮店', legal: '黄𠮷福', ownership: 'INDIVIDUAL', type: '个体工商户' },
  { key: 'shuiwu', name: '青岚市水务投资有限公司', legal: '钱江', ownership: 'STATE', type: '有限责任公司（国有独资）' },
  { key: 'beidou', name: 'Blue Harbor Logistics（青岚）有限公司', legal: 'Anna Lindqvist', ownership: 'FOREIGN' },
  { key: 'unknown', name: '云岫区老街商行', legal: '佚', ownership: 'UNKNOWN' },
]

export const MATTERS = [
  { key: 'yunxiu-road', number: 'YXZJ-2026-0031', title: '云岫路改造工程验收', type: 'APPROVAL', organ: 'YXZJ', enterprises: ['lanyue', 'yunxiu'], handlers: ['ZJ0102', 'ZJ0104'] },
  { key: 'bid', number: 'YXZJ-2026-0042', title: '云岫路改造工程评标', type: 'PROCUREMENT', organ: 'YXZJ', enterprises: ['lanyue'], handlers: ['ZJ0103', 'ZJ0104'] },
  { key: 'park', number: 'YXZJ-2026-0057', title: '青禾产业园施工许可', type: 'LICENSING', organ: 'YXZJ', enterprises: ['qinghe'], handlers: ['ZJ0105', 'ZJ0102'] },
  { key: 'inspection', number: 'YXSJ-2026-0112', title: '餐饮单位专项检查', type: 'SUPERVISION', organ: 'YXSJ', enterprises: ['fuji'], handlers: ['SJ0101'] },
  { key: 'device', number: 'YXYY-2026-0009', title: '影像设备采购', type: 'PROCUREMENT', organ: 'YXYY', enterprises: ['jinshi'], handlers: ['YY0101'] },
  { key: 'subsidy', number: 'YXFG-2026-0020', title: '科技企业补贴评审', type: 'SUBSIDY', organ: 'YXFG', enterprises: ['qinghe', 'beidou'], handlers: ['FG0101'] },
] as const

/** The password of every demo account; the sign-in page shows it in demo mode only. */
export const DEMO_PASSWORD = 'Qinglan-2026!'
