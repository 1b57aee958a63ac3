// Seeds rules always, and the demo unless DEMO=0. Safe to repeat: a database that has organs is left alone.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { systemClock } from '@/lib/platform/clock'
import { asSystem, closeDb, db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { DEMO_PASSWORD, PEOPLE } from '../personas'
import { seedDirectory, seedRules } from './base'

/** The people whom the sign-in page of the demo offers. */
function personas() {
  return PEOPLE.flatMap((person) =>
    person.persona ? [{ staffNo: person.staffNo, name: person.name, ...person.persona }] : [],
  )
}

async function alreadySeeded(): Promise<boolean> {
  const marker = await db().setting.findUnique({ where: { key: 'demo' } })
  if (marker) return true
  return (await db().organ.count()) > 0
}

const now = systemClock.now()
await asSystem(now, seedRules)
if (process.env.DEMO !== '0' && !(await alreadySeeded())) {
  const started = performance.now()
  // What tells the story is most of the product: a start that finds it told does not wait for it.
  const [{ getCalendar }, { tellStory }] = await Promise.all([
    import('@/lib/calendar/queries'),
    import('./story'),
  ])
  const seeded = await asSystem(now, (tx) => seedDirectory(tx, now))
  const calendar = await asSystem(now, getCalendar)
  await tellStory(now, calendar, seeded)
  await asSystem(now, (tx) =>
    tx.setting.create({ data: { key: 'demo', value: { password: DEMO_PASSWORD, personas: personas() } } }),
  )
  process.stdout.write(`demo seeded in ${((performance.now() - started) / 1000).toFixed(1)} s\n`)
}
if (process.env.DEMO !== '0') {
  await mkdir(env().DATA_DIR, { recursive: true })
  await writeFile(
    join(env().DATA_DIR, 'demo-accounts.json'),
    `${JSON.stringify({ password: DEMO_PASSWORD, accounts: personas() }, null, 2)}\n`,
    { mode: 0o600 },
  )
}
await closeDb()
