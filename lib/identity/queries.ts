import { getServerSession } from 'next-auth'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import type { Role } from '@/prisma/generated/client/enums'
import { systemClock, toDate } from '@/lib/platform/clock'
import { db } from '@/lib/platform/db'
import { civilDateOf } from '@/lib/platform/dates'
import { env } from '@/lib/platform/env'
import { noteActor } from '@/lib/platform/request-context'
import { authOptions } from './auth'
import { tokenHash } from './rules/token-hash'
import type { Actor } from './types'

/** The last use of a session is written at most this often. */
const SEEN_EVERY_MS = 60_000

interface ActorRow {
  sessionId: string
  authLevel: number
  lastSeenAt: Date
  absoluteExpiresAt: Date
  officialId: string
  staffNo: string
  name: string
  post: string
  organId: string
  unitId: string
  unitName: string
  unitPath: string
  leadsSomebody: boolean
  roles: { role: Role; organId: string; organPath: string }[] | null
}

/** The official behind a session token, read in one statement; null when it ended, idled or was revoked. */
export async function loadActor(hash: string, now: Date): Promise<Actor | null> {
  const today = civilDateOf(now)
  const [row] = await db().$queryRaw<ActorRow[]>`
    SELECT s.id AS "sessionId", s."authLevel", s."lastSeenAt", s."absoluteExpiresAt",
      p.id AS "officialId", p."staffNo", p.name, p.post, p."organId",
      u.id AS "unitId", u.name AS "unitName", u.path AS "unitPath",
      EXISTS (SELECT 1 FROM "SupervisionLink" l WHERE l."supervisorId" = p.id AND l."validFrom" <= ${today}::date
        AND (l."validTo" IS NULL OR l."validTo" >= ${today}::date)) AS "leadsSomebody",
      (SELECT jsonb_agg(jsonb_build_object('role', r.role, 'organId', r."organId", 'organPath', o.path))
        FROM "RoleAssignment" r JOIN "Organ" o ON o.id = r."organId"
        WHERE r."officialId" = p.id AND r."confirmedAt" IS NOT NULL AND r."endedAt" IS NULL
          AND r."validFrom" <= ${today}::date AND (r."validTo" IS NULL OR r."validTo" >= ${today}::date)) AS roles
    FROM "Session" s
    JOIN "Official" p ON p.id = s."officialId" AND p.active
    JOIN "Account" a ON a."officialId" = p.id AND a."disabledAt" IS NULL
    JOIN "Organ" u ON u.id = unit_of(p."organId")
    WHERE s."tokenHash" = ${hash} AND s."revokedAt" IS NULL
      AND s."idleExpiresAt" > ${now} AND s."absoluteExpiresAt" > ${now}`
  if (!row) return null
  if (now.getTime() - row.lastSeenAt.getTime() > SEEN_EVERY_MS) await keepAlive(row, now)
  const { roles, lastSeenAt: _seen, absoluteExpiresAt: _end, ...person } = row
  return { ...person, roles: roles ?? [] } as unknown as Actor
}

async function keepAlive(row: ActorRow, now: Date): Promise<void> {
  const idleEnd = now.getTime() + env().SESSION_IDLE_MINUTES * 60_000
  await db().session.updateMany({
    where: { id: row.sessionId, revokedAt: null },
    data: { lastSeenAt: now, idleExpiresAt: toDate(Math.min(idleEnd, row.absoluteExpiresAt.getTime())) },
  })
}

/** Who is signed in, checked in the database once a request; null for nobody. */
export const getActor = cache(async (): Promise<Actor | null> => {
  const session = await getServerSession(authOptions())
  const actor = session?.token ? await loadActor(tokenHash(session.token), systemClock.now()) : null
  if (actor) noteActor(actor.officialId)
  return actor
})

/** As `getActor`; sends everybody else to the sign-in page and back. */
export async function requireActor(): Promise<Actor> {
  const actor = await getActor()
  if (actor) return actor
  const path = (await headers()).get('x-path') ?? '/'
  redirect(`/sign-in?returnTo=${encodeURIComponent(path)}`)
}

export interface SessionLine {
  id: string
  userAgent: string
  address: string
  createdAt: string
  lastSeenAt: string
  isThis: boolean
}

/** The actor's open sessions, newest first. */
export async function listSessions(actor: Actor, now: Date): Promise<SessionLine[]> {
  const rows = await db().session.findMany({
    where: {
      officialId: actor.officialId,
      revokedAt: null,
      idleExpiresAt: { gt: now },
      absoluteExpiresAt: { gt: now },
    },
    orderBy: { createdAt: 'desc' },
    select: { id: true, userAgent: true, address: true, createdAt: true, lastSeenAt: true },
  })
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    isThis: row.id === actor.sessionId,
  }))
}

export interface Persona {
  staffNo: string
  name: string
  zh: string
  en: string
}

/** The demo's personas and password; null outside demo mode. */
export async function findDemo(): Promise<{ password: string; personas: Persona[] } | null> {
  if (env().DEMO === '0') return null
  const row = await db().setting.findUnique({ where: { key: 'demo' } })
  return (row?.value as { password: string; personas: Persona[] } | undefined) ?? null
}
