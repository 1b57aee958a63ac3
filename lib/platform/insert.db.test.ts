import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { need } from '@/prisma/seed/base'
import { openWorld, type World } from '@/lib/filing/testing'
import { asSystem } from './db'
import { insertRow, insertRows } from './insert'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const at = () => world.clock.now()
const message = (dedupeKey: string, more: object = {}) => ({
  id: randomUUID(),
  topic: 'test',
  payload: { 人: ['a', 1, null, { b: true }] },
  dedupeKey,
  availableAt: at(),
  createdAt: at(),
  ...more,
})
const stored = (keys: string[]) =>
  asSystem(at(), (tx) =>
    tx.outboxMessage.findMany({ where: { dedupeKey: { in: keys } }, orderBy: { dedupeKey: 'asc' } }),
  )

test('stores many as the client would, with the defaults of the database and nothing for what a row lacks', async () => {
  const rows = [message('a1', { requestId: 'r1' }), message('a2'), message('a3', { attempts: undefined })]
  expect(await asSystem(at(), (tx) => insertRows(tx, 'OutboxMessage', rows))).toBe(3)
  const client = rows.map((row, index) => ({ ...row, id: randomUUID(), dedupeKey: `c${index}` }))
  await asSystem(at(), (tx) =>
    tx.outboxMessage.createMany({
      data: client.map(({ attempts: _, ...row }: { attempts?: undefined } & (typeof client)[number]) => row),
    }),
  )
  const bare = ({ id: _, dedupeKey: __, ...row }: Awaited<ReturnType<typeof stored>>[number]) => row
  const ours = (await stored(['a1', 'a2', 'a3'])).map(bare)
  expect(ours).toEqual((await stored(['c0', 'c1', 'c2'])).map(bare))
  expect(ours[1]).toMatchObject({
    requestId: null,
    attempts: 0,
    payload: { 人: ['a', 1, null, { b: true }] },
  })
})

test('says how many were new, and refuses a second one when not told to skip it', async () => {
  const rows = [message('b1'), message('b2')]
  await asSystem(at(), (tx) => insertRows(tx, 'OutboxMessage', [message('b1')]))
  const count = await asSystem(at(), (tx) => insertRows(tx, 'OutboxMessage', rows, { skipDuplicates: true }))
  expect(count).toBe(1)
  expect(await asSystem(at(), (tx) => insertRows(tx, 'OutboxMessage', []))).toBe(0)
  await expect(asSystem(at(), (tx) => insertRows(tx, 'OutboxMessage', rows))).rejects.toThrow('23505')
})

test('keeps every character that can be stored, and no value is part of a statement', async () => {
  const href = `𠮷田 "'; DROP TABLE "Notice"; -- \\ \n ${'\ud842'}`
  const row = {
    id: randomUUID(),
    officialId: need(world.seeded.people, 'ZJ0102'),
    kind: 'test',
    href,
    dedupeKey: randomUUID(),
    createdAt: at(),
  }
  const notice = await asSystem(at(), (tx) => insertRow(tx, 'Notice', row))
  expect(notice).toMatchObject({ ...row, href: href.toWellFormed(), params: {} })
  expect(notice.createdAt).toEqual(at())
})

test('a row without its case is not stored', async () => {
  const row = {
    caseId: randomUUID(),
    number: 1,
    content: {},
    contentHash: 'x',
    code: 'x',
    submittedById: randomUUID(),
  }
  const other = { ...row, submittedAt: at() }
  await expect(asSystem(at(), (tx) => insertRows(tx, 'FilingVersion', [other]))).rejects.toThrow()
})
