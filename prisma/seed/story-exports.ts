// Of the story: the unit head keeps a search and has it exported regularly, so that a request waits for the discipline
// office as soon as the worker runs.
import { createSchedule } from '@/lib/exports/schedules/commands'
import { saveSearch } from '@/lib/searches/commands'
import { actorOf } from './actors'
import { at, day, done, type Stage } from './stage'

/** So many working days the schedule goes on. */
const DAYS = 60

export async function regularExport(stage: Stage): Promise<void> {
  const actor = await actorOf('ZJ0001')
  const clock = at(stage, -3, '09:20')
  const search = {
    desk: 'records' as const,
    name: '全部事先报告',
    filters: { kind: 'ADVANCE_REPORT' as const },
  }
  const { searchId } = done(await saveSearch({ actor, clock, input: search }))
  const input = {
    searchId,
    purpose: '每日汇总事先报告，交局党组会前查阅',
    rhythm: 'DAILY' as const,
    hour: 8,
    until: day(stage, DAYS),
    format: 'csv' as const,
    locale: 'zh' as const,
  }
  done(await createSchedule({ actor, clock, input }))
}
