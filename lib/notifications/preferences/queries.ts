import type { NoticePreference } from '@/prisma/generated/client/client'
import type { Actor } from '@/lib/identity/types'
import { asActor, type Tx } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { addressHash, findMailServer } from '@/lib/platform/mail'
import { GROUPS } from '../notifications'
import { MODES, type MailMode, type Preferences } from './schema'
import type { PreferencesView } from './types'

/** How many of a person's latest mails their page shows. */
const RECENT = 5

/** What holds for whoever has chosen nothing. */
export function defaultPreferences(): Preferences {
  const set = env()
  const mode = set.MAIL_MODE
  return {
    todo: mode,
    limits: mode,
    recusal: mode,
    // How cases go is no reason to write at once: the digest is enough where mail comes at all.
    results: mode,
    progress: mode === 'IMMEDIATE' ? 'DIGEST' : mode,
    operation: mode,
    digestAt: set.MAIL_DIGEST_AT,
    workdaysOnly: false,
    quiet: set.MAIL_QUIET === '1',
    quietFrom: set.MAIL_QUIET_FROM,
    quietTo: set.MAIL_QUIET_TO,
    urgentBreaks: false,
    locale: set.MAIL_LOCALE,
  }
}

/** Preferences as they are stored; a group that was added later follows the default. */
export function preferencesOf(row: NoticePreference | null): Preferences {
  const preferences = defaultPreferences()
  if (!row) return preferences
  const stored = row.modes as Partial<Record<string, string>>
  for (const group of GROUPS) {
    const mode = stored[group]
    if (isMode(mode)) preferences[group] = mode
  }
  const { digestAt, workdaysOnly, quiet, quietFrom, quietTo, urgentBreaks } = row
  const locale = row.locale === 'en' ? 'en' : 'zh'
  return { ...preferences, digestAt, workdaysOnly, quiet, quietFrom, quietTo, urgentBreaks, locale }
}

const isMode = (text: string | undefined): text is MailMode => MODES.some((mode) => mode === text)

/** How a person wants to be written to. */
export async function findPreferences(tx: Tx, officialId: string): Promise<Preferences> {
  return preferencesOf(await tx.noticePreference.findUnique({ where: { officialId } }))
}

/** The actor's own preferences, and whether mail reaches them. */
export function getPreferences(actor: Actor, now: Date): Promise<PreferencesView> {
  return asActor(actor, now, async (tx) => {
    const { officialId } = actor
    const row = await tx.noticePreference.findUnique({ where: { officialId } })
    const { email } = await tx.official.findUniqueOrThrow({
      where: { id: officialId },
      select: { email: true },
    })
    const problem = await tx.mailAddressProblem.findUnique({ where: { officialId } })
    const recent = await tx.mailDelivery.findMany({
      where: { officialId, state: { not: 'COLLECTING' } },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: RECENT,
      select: { id: true, kind: true, state: true, sentAt: true, createdAt: true },
    })
    const refused = email && problem && !problem.clearedAt && problem.addressHash === addressHash(email)
    return {
      preferences: preferencesOf(row),
      chosen: row !== null,
      mailConfigured: findMailServer() !== null,
      email,
      refused: refused ? { at: problem.at.toISOString(), code: problem.answerCode } : null,
      recent: recent.map(({ sentAt, createdAt, ...mail }) => ({
        ...mail,
        at: (sentAt ?? createdAt).toISOString(),
      })),
    }
  })
}
