import type { z } from 'zod'
import { write } from '@/lib/audit/writes'
import type { Actor } from '@/lib/identity/types'
import type { Clock } from '@/lib/platform/clock'
import { ok, refuse } from '@/lib/platform/result'
import { planAgain } from '../mail/writes'
import { isQuiet } from './rules/quiet-hours'
import type { preferencesSchema } from './schema'

interface Command<S extends z.ZodType> {
  actor: Actor
  clock: Clock
  input: z.output<S>
  requestKey?: string
}

/**
 * Keeps how the actor wants mail; what waits is planned anew. Refusals: `digest-in-quiet-hours`, `quiet-hours-empty`
 * when they begin and end at the same time.
 */
export function savePreferences({ actor, clock, input, requestKey }: Command<typeof preferencesSchema>) {
  const who = { who: actor, clock, command: 'notifications.save-preferences', requestKey, input }
  return write(who, async (w) => {
    const { digestAt, workdaysOnly, quiet, quietFrom, quietTo, urgentBreaks, locale, ...modes } = input
    if (quiet && quietFrom === quietTo)
      return refuse('noticeSettings', 'quiet-hours-empty', {
        fields: { quietTo: 'noticeSettings.field.sameTime' },
      })
    if (isQuiet(digestAt, input) && Object.values(modes).includes('DIGEST'))
      return refuse('noticeSettings', 'digest-in-quiet-hours', {
        fields: { digestAt: 'noticeSettings.field.inQuietHours' },
      })
    const { officialId } = actor
    const set = { modes, digestAt, workdaysOnly, quiet, quietFrom, quietTo, urgentBreaks, locale }
    const data = { ...set, updatedAt: w.at }
    await w.tx.noticePreference.upsert({
      where: { officialId },
      create: { officialId, ...data },
      update: data,
    })
    w.touch('NoticePreference', { officialId })
    await planAgain(w.tx, officialId, w.at)
    return ok(undefined)
  })
}
