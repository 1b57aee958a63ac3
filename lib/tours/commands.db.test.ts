import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorld, type World } from '@/lib/filing/testing'
import { asActor } from '@/lib/platform/db'
import { done } from '@/prisma/seed/stage'
import { finishTour, restartTour } from './commands'
import { hasSeenTour } from './queries'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 120_000)
afterAll(() => world.close())

describe('an introduction', () => {
  it('is not seen at first, seen once finished or skipped, and shown again when asked for', async () => {
    const actor = await world.actor('ZJ0102')
    const { clock } = world
    const seen = () => hasSeenTour(actor, 'OFFICIAL', clock.now())
    const input = { tour: 'OFFICIAL' as const }
    expect(await seen()).toBe(false)
    done(await finishTour({ actor, clock, input }))
    expect(await seen()).toBe(true)
    const first = await asActor(actor, clock.now(), (tx) => tx.tourVisit.findFirstOrThrow())
    world.at('2026-11-24 10:00')
    done(await finishTour({ actor, clock, input }))
    expect(await asActor(actor, clock.now(), (tx) => tx.tourVisit.findMany())).toEqual([first])
    done(await restartTour({ actor, clock, input }))
    expect(await seen()).toBe(false)
    done(await finishTour({ actor, clock, input }))
    expect(await seen()).toBe(true)
  })

  it('is each person’s own, and each role’s', async () => {
    const [one, other] = [await world.actor('ZJ0103'), await world.actor('ZJ0104')]
    const { clock } = world
    done(await finishTour({ actor: one, clock, input: { tour: 'OFFICIAL' } }))
    expect(await hasSeenTour(other, 'OFFICIAL', clock.now())).toBe(false)
    expect(await hasSeenTour(one, 'CLERK', clock.now())).toBe(false)
    expect(await asActor(other, clock.now(), (tx) => tx.tourVisit.count())).toBe(0)
    const forged = asActor(other, clock.now(), (tx) =>
      tx.tourVisit.create({ data: { officialId: one.officialId, tour: 'CLERK', seenAt: clock.now() } }),
    )
    await expect(forged).rejects.toThrow(/row-level security/)
  })
})
