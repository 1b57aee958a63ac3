import { afterAll, beforeAll, expect, test } from 'vitest'
import { denialOf, openWorld, type World } from '@/lib/filing/testing'
import { asActor } from '@/lib/platform/db'
import { done } from '@/prisma/seed/stage'
import { removeSearch, renameSearch, saveSearch, setDefaultSearch } from './commands'
import { findQueueSearch, findRecordsSearch, listSearches } from './queries'
import { saveSearchSchema, type SearchDesk } from './schema'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const [OFFICER, OTHER, CLERK] = ['JW0101', 'SW0101', 'ZJ0102']

async function save(
  name: string,
  filters: object = { kind: 'REFUSAL' },
  who = OFFICER,
  desk: SearchDesk = 'records',
) {
  const input = saveSearchSchema.parse({ desk, name, filters })
  return saveSearch({ actor: await world.actor(who), clock: world.clock, input })
}
const now = () => world.clock.now()
const names = async (who: string, desk: SearchDesk = 'records') =>
  (await listSearches(await world.actor(who), desk, now())).map(({ name }) => name)

test('is kept, opened, renamed, made the default and removed by its owner alone', async () => {
  const { searchId } = done(await save('拒不回避', { kind: 'REFUSAL', q: '清禾' }))
  const [officer, other] = [await world.actor(OFFICER), await world.actor(OTHER)]
  expect(await findRecordsSearch(officer, searchId, now())).toMatchObject({
    name: '拒不回避',
    filters: { kind: 'REFUSAL', q: '清禾' },
    dropped: [],
  })
  expect(await findRecordsSearch(other, searchId, now())).toBeNull()
  expect(await findQueueSearch(officer, searchId, now())).toBeNull()
  expect(await asActor(other, now(), (tx) => tx.savedSearch.count())).toBe(0)
  const by = (actor: typeof officer) => ({ actor, clock: world.clock })
  for (const no of [
    await renameSearch({ ...by(other), input: { searchId, name: '我的' } }),
    await setDefaultSearch({ ...by(other), input: { searchId, isDefault: true } }),
    await removeSearch({ ...by(other), input: { searchId } }),
  ])
    expect(denialOf(no)).toBe('searches.not-found')
  done(await renameSearch({ ...by(officer), input: { searchId, name: '拒不回避（季度）' } }))
  const second = done(await save('逾期', { overdue: '1' })).searchId
  done(await setDefaultSearch({ ...by(officer), input: { searchId, isDefault: true } }))
  done(await setDefaultSearch({ ...by(officer), input: { searchId: second, isDefault: true } }))
  expect((await listSearches(officer, 'records', now())).map((one) => one.isDefault).sort()).toEqual([
    false,
    true,
  ])
  expect((await findRecordsSearch(officer, 'default', now()))?.id).toBe(second)
  done(await setDefaultSearch({ ...by(officer), input: { searchId: second, isDefault: false } }))
  expect(await findRecordsSearch(officer, 'default', now())).toBeNull()
  done(await removeSearch({ ...by(officer), input: { searchId: second } }))
  expect(await names(OFFICER)).toEqual(['拒不回避（季度）'])
})

test('refuses what is empty, has its name already, or belongs to a desk that one has not', async () => {
  expect(denialOf(await save('空', {}))).toBe('searches.empty')
  done(await save('同名', { q: 'a' }))
  expect(denialOf(await save('同名', { q: 'b' }))).toBe('searches.name-taken')
  // The desk has names of its own, and so has everybody else.
  done(await save('同名', { kind: 'REFUSAL' }, OFFICER, 'review'))
  done(await save('同名', { q: 'a' }, OTHER))
  expect(denialOf(await save('本人', { q: 'a' }, CLERK))).toBe('searches.no-desk')
  done(await save('本人', { urgency: 'overdue' }, CLERK, 'review'))
  expect(saveSearchSchema.safeParse({ desk: 'records', name: 'x', filters: { kind: 'GIFT' } }).success).toBe(
    false,
  )
})

test('says which conditions of an older version are gone', async () => {
  const { searchId } = done(await save('旧的', { kind: 'REFUSAL', q: 'a' }))
  await world.owner.query(
    `UPDATE "SavedSearch" SET filters = '{"kind": "GONE", "q": "a", "colour": "red"}' WHERE id = $1`,
    [searchId],
  )
  expect(await findRecordsSearch(await world.actor(OFFICER), searchId, now())).toMatchObject({
    filters: { q: 'a' },
    dropped: ['kind', 'colour'],
  })
})

test('nobody keeps more than the setting allows, also with two windows at once', async () => {
  const who = 'ZJ0001'
  for (let index = 0; index < 29; index += 1) done(await save(`第${index}`, { q: String(index) }, who))
  const both = await Promise.all([save('第三十', { q: 'x' }, who), save('又一个', { q: 'y' }, who)])
  expect(both.map(denialOf).sort()).toEqual(['searches.too-many', null].sort())
  expect(await names(who)).toHaveLength(30)
})
