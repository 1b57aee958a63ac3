// The story of the demo, told by the product's own commands at past times: a report awaiting approval, a return, a
// conditional approval, a lapse, a statutory ground converted and served, an overdue request, a direct decision served
// and not acknowledged.
import * as reports from '@/lib/advance-reports/commands'
import * as reportDesk from '@/lib/advance-reports/deciding/commands'
import type { ReportDraft } from '@/lib/advance-reports/schema'
import type { CalendarData } from '@/lib/calendar/calendar'
import { toDate } from '@/lib/platform/clock'
import { civilDateOf } from '@/lib/platform/dates'
import { SELF_CHECK, type ScenarioCode } from '@/lib/rulebook/rules/negative-list'
import { actorOf } from './actors'
import type { Seeded } from './base'
import { need } from './base'
import { at, day, done, versionOf, type Stage } from './stage'
import { regularExport } from './story-exports'
import { convertedAndServed, directDecision, overdueRequest } from './story-recusals'

interface Dealing {
  who: string
  enterprise: string
  title: string
  place: string
  scenario?: ScenarioCode
  starts: [number, string, string]
  situation: string
  duty: string
  more?: Partial<ReportDraft>
}

function content(stage: Stage, dealing: Dealing): ReportDraft {
  const scenario = dealing.scenario ?? 'INVESTMENT_CONTACT'
  const [n, from, to] = dealing.starts
  return {
    situation: dealing.situation,
    duty: dealing.duty,
    enterpriseIds: [need(stage.seeded.enterprises, dealing.enterprise)],
    relation: 'NONE',
    handling: 'ATTEND_WITH_SAFEGUARDS',
    scenario,
    mode: 'MEETING',
    title: dealing.title,
    startsAt: `${day(stage, n)}T${from}`,
    endsAt: `${day(stage, n)}T${to}`,
    place: dealing.place,
    ourParticipants: '本人、建设科一名同事',
    theirParticipants: '项目负责人等三人',
    payer: 'OWN_UNIT',
    costStandard: '按公务接待标准',
    selfCheck: Object.fromEntries(SELF_CHECK[scenario].map((item) => [item, { involved: false, note: '' }])),
    measures: ['TWO_OR_MORE', 'MINUTES'],
    pledge: true,
    ...dealing.more,
  }
}

/** Files a report on the day given and returns its id. */
async function file(stage: Stage, dealing: Dealing, filed: [number, string]): Promise<string> {
  const actor = await actorOf(dealing.who)
  const clock = at(stage, ...filed)
  const { caseId } = done(await reports.startReport({ actor, clock, input: {} }))
  done(
    await reports.submitReport({
      actor,
      clock,
      input: { caseId, version: 1, content: content(stage, dealing) },
    }),
  )
  return caseId
}

async function decide(
  stage: Stage,
  caseId: string,
  by: string,
  when: [number, string],
  more: {
    event: 'approve' | 'approveWithConditions'
    reason: string
    measures?: ('TWO_OR_MORE' | 'MINUTES' | 'OWN_COST')[]
  },
): Promise<void> {
  const input = { caseId, version: await versionOf(caseId), measures: [], measuresNote: '', ...more }
  done(await reportDesk.decideReport({ actor: await actorOf(by), clock: at(stage, ...when), input }))
}

async function finish(
  stage: Stage,
  caseId: string,
  who: string,
  ended: [number, string],
  gift: boolean,
): Promise<void> {
  const clock = at(stage, ...ended)
  done(await reportDesk.endDealing(clock, caseId))
  const actor = await actorOf(who)
  const received = civilDateOf(clock.now())
  done(
    await reports.reportResult({
      actor,
      clock,
      input: {
        caseId,
        version: await versionOf(caseId),
        held: true,
        summary: '按报告的时间、地点和人员进行，形成会议纪要一份，没有作出任何承诺。',
        costPaid: '',
        promises: '',
        gifts: gift
          ? [
              {
                description: '企业当场赠送的纪念册一本，无法拒收',
                value: '120',
                receivedOn: received,
                handedInOn: '',
              },
            ]
          : [],
      },
    }),
  )
}

const ROUTINE: readonly Omit<Dealing, 'starts'>[] = [
  {
    who: 'ZJ0102',
    enterprise: 'qinghe',
    title: '青禾产业园施工图会审',
    place: '区住建局 302 会议室',
    situation: '企业申请施工许可，需当面核对图纸。',
    duty: '本人负责施工许可初审。',
  },
  {
    who: 'ZJ0103',
    enterprise: 'lanyue',
    title: '云岫路改造工程现场踏勘',
    place: '云岫路一标段',
    situation: '评标前踏勘现场，企业派人陪同。',
    duty: '本人是评标组织人员。',
    more: { mode: 'SITE_VISIT' },
  },
  {
    who: 'FG0101',
    enterprise: 'beidou',
    title: '物流园项目座谈',
    place: '区政务服务中心',
    situation: '企业咨询投资备案流程。',
    duty: '本人负责备案受理。',
  },
  {
    who: 'YY0101',
    enterprise: 'jinshi',
    title: '影像设备技术参数交流',
    place: '区中心医院行政楼',
    situation: '采购前了解设备参数，多家企业同场。',
    duty: '本人负责设备采购需求。',
  },
  {
    who: 'SJ0102',
    enterprise: 'heng',
    title: '进口食品标签合规辅导',
    place: '区市监局一楼大厅',
    situation: '企业请求解释标签要求。',
    duty: '本人负责食品标签检查。',
  },
  {
    who: 'CT0101',
    enterprise: 'yunxiu',
    title: '管网工程进度协调',
    place: '城投集团 5 楼',
    situation: '分包企业反映结算进度。',
    duty: '本人负责工程管理。',
  },
]

const SUPERVISOR: Readonly<Record<string, string>> = {
  ZJ0102: 'ZJ0002',
  ZJ0103: 'ZJ0002',
  FG0101: 'FG0001',
  YY0101: 'YY0001',
  SJ0102: 'SJ0002',
  CT0101: 'CT0001',
}

/** How many rounds of routine reports the past weeks have. */
const ROUNDS = 4

async function routine(stage: Stage): Promise<void> {
  let n = -8 - ROUNDS * ROUTINE.length
  for (let round = 0; round < ROUNDS; round += 1)
    for (const one of ROUTINE) {
      n += 1
      const caseId = await file(stage, { ...one, starts: [n + 3, '10:00', '11:30'] }, [n, '09:10'])
      await decide(stage, caseId, SUPERVISOR[one.who] ?? '', [n + 1, '16:20'], {
        event: 'approve',
        reason: '',
      })
      await finish(stage, caseId, one.who, [n + 4, '09:40'], round === 1 && one.who === 'FG0101')
    }
}

async function reportsOfThisWeek(stage: Stage): Promise<void> {
  await file(
    stage,
    {
      who: 'ZJ0102',
      enterprise: 'lanyue',
      title: '与岚岳建设商谈云岫路工程验收整改',
      place: '区住建局 301 会议室',
      starts: [2, '09:30', '11:00'],
      situation: '岚岳建设提出当面说明验收整改情况，其项目负责人贺松年参加。',
      duty: '本人经办该工程验收。',
      more: { handling: 'ATTEND_WITH_SAFEGUARDS' },
    },
    [-1, '15:05'],
  )
  const returned = await file(
    stage,
    {
      who: 'ZJ0105',
      enterprise: 'qinghe',
      title: '清禾科技产业园参观',
      place: '青禾产业园',
      scenario: 'EXCHANGE',
      starts: [3, '14:00', '17:00'],
      situation: '企业邀请参观新建厂房。',
      duty: '本人经办其施工许可。',
      more: { mode: 'SITE_VISIT', payer: 'ENTERPRISE', car: '企业派车' },
    },
    [-2, '10:20'],
  )
  done(
    await reportDesk.returnReport({
      actor: await actorOf('ZJ0003'),
      clock: at(stage, -1, '09:00'),
      input: {
        caseId: returned,
        version: await versionOf(returned),
        defects: ['用车由企业安排，请说明能否改用公务用车。', '对方参加人员只写了人数，请写姓名和职务。'],
      },
    }),
  )
  const conditional = await file(
    stage,
    {
      who: 'ZJ0103',
      enterprise: 'yunxiu',
      title: '云岫城建项目进度会后工作餐',
      place: '区机关食堂',
      scenario: 'MEALS',
      starts: [1, '12:00', '13:00'],
      situation: '上午进度会后在机关食堂用工作餐。',
      duty: '本人参与该企业项目评标组织。',
      more: { mode: 'OTHER', payer: 'SELF', meals: '工作餐，每人 30 元' },
    },
    [-2, '11:30'],
  )
  await decide(stage, conditional, 'ZJ0002', [-1, '17:10'], {
    event: 'approveWithConditions',
    reason: '同意，费用各自承担，餐后将付款凭证一并上传。',
    measures: ['TWO_OR_MORE', 'OWN_COST'],
  })
  const lapsed = await file(
    stage,
    {
      who: 'FG0101',
      enterprise: 'qinghe',
      title: '科技企业补贴政策宣讲',
      place: '区创业中心',
      starts: [-2, '15:00', '17:00'],
      situation: '企业请到现场讲解申报要点。',
      duty: '本人参加补贴评审。',
    },
    [-4, '16:40'],
  )
  done(await reportDesk.lapseReport(at(stage, -2, '15:00'), lapsed))
  done(
    await reports.giveNotice({
      actor: await actorOf('YY0101'),
      clock: at(stage, -1, '18:32'),
      input: {
        enterpriseIds: [need(stage.seeded.enterprises, 'jinshi')],
        emergency: 'GIFT',
        place: '医院停车场',
        situation: '锦石医疗的业务员把一箱水果放在车旁就离开了，已交保卫科暂存。',
      },
    }),
  )
}

/** A report that cannot be approved: the spouse works for the enterprise. */
function withStatutoryGround(stage: Stage): Promise<string> {
  return file(
    stage,
    {
      who: 'ZJ0104',
      enterprise: 'lanyue',
      title: '岚岳建设验收争议协调会',
      place: '云岫路项目部',
      starts: [-3, '09:00', '10:00'],
      situation: '岚岳建设请建设科出面协调验收争议。',
      duty: '本人是该验收事项的负责人。',
      more: {
        relation: 'SPOUSE',
        personConcerned: '程立的配偶方晓',
        personPosition: '岚岳建设财务部副经理',
        impact: '配偶在该企业任职，可能影响公正验收。',
        handling: 'AS_DECIDED',
      },
    },
    [-7, '08:50'],
  )
}

/** Tells the story up to `now`. */
export async function tellStory(now: Date, calendar: CalendarData, seeded: Seeded): Promise<void> {
  const stage: Stage = { now: toDate(now), calendar, seeded }
  await routine(stage)
  await directDecision(stage)
  await convertedAndServed(stage, await withStatutoryGround(stage))
  await overdueRequest(stage)
  await reportsOfThisWeek(stage)
  const actor = await actorOf('ZJ0102')
  const clock = at(stage, -1, '17:40')
  const { caseId } = done(await reports.startReport({ actor, clock, input: {} }))
  done(
    await reports.saveReportDraft({
      actor,
      clock,
      input: {
        caseId,
        revision: 0,
        tab: 'demo',
        content: {
          situation: '清禾科技邀请参加其新品发布会。',
          enterpriseIds: [need(seeded.enterprises, 'qinghe')],
          title: '清禾科技新品发布会',
        },
      },
    }),
  )
  await regularExport(stage)
}
