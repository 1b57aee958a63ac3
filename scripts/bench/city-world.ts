// A small generated city for database tests of lists: more cases than a page, in every status.
import pg from 'pg'
import type { Actor } from '@/lib/identity/types'
import { asSystem } from '@/lib/platform/db'
import { freshDatabase } from '@/lib/platform/testing'
import { actorOf } from '@/prisma/seed/actors'
import { seedRules } from '@/prisma/seed/base'
import { sizeOf } from './city'
import { fill } from './fill'
import { staffOf, type Kind } from './people'
import { NOW } from './seeded'

export interface CityWorld {
  now: Date
  people: Record<Kind, Actor>
  /** Past row-level security. */
  superuser: pg.Pool
  close(): Promise<void>
}

export async function openCity(records: number): Promise<CityWorld> {
  const database = await freshDatabase()
  const admin = new URL(process.env.TEST_ADMIN_URL ?? '')
  admin.pathname = new URL(database.ownerUrl).pathname
  const superuser = new pg.Pool({ connectionString: admin.href, max: 1 })
  await asSystem(NOW, seedRules)
  await fill(superuser, records)
  const numbers = Object.entries(staffOf(sizeOf(records)))
  const people: [string, Actor][] = []
  for (const [kind, number] of numbers) people.push([kind, await actorOf(number)])
  return {
    now: NOW,
    people: Object.fromEntries(people) as Record<Kind, Actor>,
    superuser,
    close: async () => {
      await superuser.end()
      await database.close()
    },
  }
}
