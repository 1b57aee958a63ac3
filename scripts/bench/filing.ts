import type { ReportDraft } from '@/lib/advance-reports/schema'

/** A report that may be submitted: a meeting some days after the city's "now", or after the day that is given. */
export function filing(enterpriseIds: string[], day = '2026-12-04'): ReportDraft {
  return {
    situation: '企业当面说明整改情况，提出办理进度的疑问。',
    duty: '本人经办该事项。',
    enterpriseIds,
    relation: 'NONE',
    handling: 'ATTEND_WITH_SAFEGUARDS',
    scenario: 'MEALS',
    mode: 'MEETING',
    title: '验收整改协调会',
    startsAt: `${day}T09:30`,
    endsAt: `${day}T11:00`,
    place: '301 会议室',
    ourParticipants: '本人、同事一名',
    theirParticipants: '项目负责人',
    payer: 'OWN_UNIT',
    selfCheck: Object.fromEntries(['N1', 'N4', 'N9'].map((item) => [item, { involved: false, note: '' }])),
    pledge: true,
  }
}
