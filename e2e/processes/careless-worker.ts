// What a worker must not be: its handler adds one whenever it is called. The tests show that they notice.
import { systemClock } from '@/lib/platform/clock'
import { asSystem } from '@/lib/platform/db'
import { deliver, type Handler } from '@/lib/platform/outbox'

/** Longer than a test waits for anything: the first worker is ended meanwhile, however slow the machine is. */
const BETWEEN_MS = 120_000
const POLL_MS = 100
const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))

const careless: Handler = async (_payload, { clock, dedupeKey }) => {
  const key = `effect:${dedupeKey}`
  const calls = await asSystem(clock.now(), async (tx) => {
    const before = await tx.setting.findUnique({ where: { key } })
    const value = Number(before?.value ?? 0) + 1
    await tx.setting.upsert({ where: { key }, create: { key, value }, update: { value } })
    return value
  })
  // Time to be ended between the effect and its mark.
  if (calls === 1) await wait(BETWEEN_MS)
}

for (;;) {
  await deliver(systemClock, { careless }, new AbortController().signal)
  await wait(POLL_MS)
}
