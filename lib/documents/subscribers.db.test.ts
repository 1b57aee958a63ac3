import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { submitReport } from '@/lib/advance-reports/commands'
import { returnReport } from '@/lib/advance-reports/deciding/commands'
import { caseOf, fileReport, openWorld, reportContent, type World } from '@/lib/filing/testing'
import { deliver } from '@/lib/platform/outbox'
import { fileObjection, maintainDecision, takeUpObjection } from '@/lib/recusals/objections/commands'
import * as refusals from '@/lib/recusals/refusals/commands'
import * as referring from '@/lib/recusals/refusals/referring/commands'
import * as weighing from '@/lib/recusals/refusals/weighing/commands'
import { inForce, issue, now, openDirect, serve, sign } from '@/lib/recusals/testing'
import { done } from '@/prisma/seed/stage'
import { acceptHandover, handOverWork } from '@/lib/recusals/decisions/handing/commands'
import { accept, fileRequest, grant } from '@/lib/recusals/testing'
import { readBack } from './official/testing'
import { findVolume } from './volume/queries'
import { bindVolume } from './volume/volume'
import { asSystem } from '@/lib/platform/db'
import { verificationCode } from '@/lib/platform/ids'
import { checkOf } from './documents'
import { renderForm, type FormText } from './form/form'
import { findFilingForm } from './form/queries'
import { checkDocument, findDocument, findReceipt, listDocuments } from './queries'
import { documentHandlers } from './subscribers'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

/** As the worker does: only the documents. */
async function makeDocuments(): Promise<void> {
  while ((await deliver(world.clock, documentHandlers, new AbortController().signal)) > 0);
}

async function codeOf(caseId: string): Promise<string> {
  const { rows } = await world.owner.query<{ code: string }>(
    `SELECT code FROM "IssuedDocument" WHERE "caseId" = $1`,
    [caseId],
  )
  return rows[0]?.code ?? ''
}

describe('the document of a decision', () => {
  it('is made once, kept as it was, and checked by anybody with its code', async () => {
    const { caseId } = done(await openDirect(world))
    done(await sign(world, caseId))
    done(await issue(world, caseId))
    await makeDocuments()
    await makeDocuments()
    const clerk = await world.actor('ZJ0003')
    const at = world.clock.now()
    const [one, ...more] = await listDocuments(clerk, caseId, at)
    if (!one) throw new Error('no document was made')
    expect(more).toEqual([])
    expect(one).toMatchObject({ kind: 'DECISION', version: 1 })
    expect(one.number).toMatch(/^云住建回避决〔2026〕\d+号$/)
    const found = await findDocument(clerk, one.id, at)
    const content = Buffer.from(found?.content ?? [])
    expect(content.subarray(0, 5).toString()).toBe('%PDF-')
    expect(createHash('sha256').update(content).digest('hex')).toBe(one.sha256)

    const code = await codeOf(caseId)
    const checked = await checkDocument(` ${code.toLowerCase()} `, at)
    expect(checked).toEqual({
      kind: 'DECISION',
      number: one.number,
      organ: '云岫区住房和建设局',
      issuedAt: one.issuedAt,
      state: 'NOT_YET',
      sha256: one.sha256,
    })
    done(await serve(world, caseId))
    expect((await checkDocument(code, at))?.state).toBe('IN_FORCE')
  })

  it('is for those who may read the case: before its service not even for the person', async () => {
    const { caseId } = done(await openDirect(world))
    done(await sign(world, caseId))
    done(await issue(world, caseId))
    await makeDocuments()
    const at = world.clock.now()
    const [one] = await listDocuments(await world.actor('ZJ0003'), caseId, at)
    for (const who of ['ZJ0104', 'ZJ0103', 'SJ0003', 'SYS001'])
      expect(await findDocument(await world.actor(who), one?.id ?? '', at), who).toBeNull()
    done(await serve(world, caseId))
    expect(await findDocument(await world.actor('ZJ0104'), one?.id ?? '', at)).not.toBeNull()
  })

  it('is also made of a demand, a referral and a review, each for its readers', async () => {
    const decisionId = await inForce(world)
    const clock = world.clock
    const [subject, leader, head, hr] = [
      await world.actor('ZJ0104'),
      await world.actor('ZJ0002'),
      await world.actor('ZJ0001'),
      await world.actor('ZJ0004'),
    ]
    const step = (caseId: string) => now(world, caseId)
    const objection = done(
      await fileObjection({
        actor: subject,
        clock,
        input: { ...(await step(decisionId)), reasons: '股份已转让' },
      }),
    ) as { caseId: string }
    const above = await world.actor('YX0001')
    done(await takeUpObjection({ actor: above, clock, input: await step(objection.caseId) }))
    done(
      await maintainDecision({
        actor: above,
        clock,
        input: { ...(await step(objection.caseId)), reason: '转让没有登记' },
      }),
    )
    const { caseId } = done(
      await refusals.reportRefusal({
        actor: leader,
        clock,
        input: { ...(await step(decisionId)), facts: '仍然参加' },
      }),
    ) as { caseId: string }
    done(
      await refusals.demandCompliance({
        actor: leader,
        clock,
        input: { ...(await step(caseId)), demand: '请立即退出评审。' },
      }),
    )
    done(
      await refusals.giveReasons({
        actor: subject,
        clock,
        input: { ...(await step(caseId)), reasons: '无' },
      }),
    )
    const finding = { finding: 'CONFIRMED', reason: '不成立' } as const
    done(
      await weighing.proposeFinding({ actor: head, clock, input: { ...(await step(caseId)), ...finding } }),
    )
    done(await weighing.agreeConfirmed({ actor: hr, clock, input: await step(caseId) }))
    const target = { referTo: 'DISCIPLINE', reason: '建议调查' } as const
    done(await referring.proposeReferral({ actor: hr, clock, input: { ...(await step(caseId)), ...target } }))
    done(await referring.referRefusal({ actor: head, clock, input: await step(caseId) }))
    await makeDocuments()
    const at = clock.now()
    const kinds = async (who: typeof subject, id: string) =>
      (await listDocuments(who, id, at)).map((one) => one.kind).sort()
    expect(await kinds(hr, caseId)).toEqual(['DEMAND', 'REFERRAL'])
    // A referral goes to an office, not to the person it is about.
    expect(await kinds(subject, caseId)).toEqual(['DEMAND'])
    expect(await kinds(subject, objection.caseId)).toEqual(['REVIEW'])
    const [review] = await listDocuments(subject, objection.caseId, at)
    expect(await checkDocument(review?.code ?? '', at)).toMatchObject({ kind: 'REVIEW', state: 'ISSUED' })
  })

  it('takes no change, and no code leads to it but its own', async () => {
    await expect(world.owner.query(`UPDATE "IssuedDocument" SET number = 'x'`)).rejects.toThrow(
      /never changed/,
    )
    for (const code of ['', 'x', 'AAAA-AAAA-AAAA-AAAA-AAAA', "' OR 1=1 --", verificationCode()])
      expect(await checkDocument(code, world.clock.now())).toBeNull()
    expect(new Set(Array.from({ length: 200 }, () => verificationCode())).size).toBe(200)
  })
})

describe('the forms of a case', () => {
  it('prove how a decision was served, and list what was handed over once all of it is accepted', async () => {
    const caseId = await inForce(world)
    await makeDocuments()
    const clerk = await world.actor('ZJ0003')
    const kinds = async () =>
      (await listDocuments(clerk, caseId, world.clock.now())).map((one) => one.kind).sort()
    expect(await kinds()).toEqual(['DECISION', 'SERVICE_PROOF'])
    const items = await asSystem(world.clock.now(), async (tx) =>
      (await tx.handoverItem.findMany({ where: { caseId } })).map((one) => one.id),
    )
    const step = async (staffNo: string) => ({
      actor: await world.actor(staffNo),
      clock: world.clock,
      input: { ...(await now(world, caseId)), items, note: '' },
    })
    done(await handOverWork(await step('ZJ0104')))
    await makeDocuments()
    expect(await kinds()).toEqual(['DECISION', 'SERVICE_PROOF'])
    done(await acceptHandover(await step('ZJ0103')))
    await makeDocuments()
    expect(await kinds()).toEqual(['DECISION', 'HANDOVER', 'SERVICE_PROOF'])
  })

  it('say what was filed, with its hash, to those who read the case and to nobody else', async () => {
    const at = world.clock.now()
    const report = await fileReport(world)
    const request = await fileRequest(world)
    const form = await findFilingForm(await world.actor('ZJ0102'), report, at)
    expect(form?.text).toMatchObject({ title: '事先报告表' })
    const said = form?.text.rows.map((row) => `${row.term}：${row.text}`).join('\n') ?? ''
    for (const part of ['验收整改协调会', '本人经办该事项。', '2026-11-27 09:30'])
      expect(said).toContain(part)
    expect(form?.text.note).toMatch(/第1版，内容 SHA-256 [0-9a-f]{64}/)
    const filed = await findFilingForm(await world.actor('ZJ0002'), request, at)
    expect(filed?.text).toMatchObject({ title: '回避申请书' })
    expect(filed?.text.rows.map((row) => row.text)).toContain('配偶在该企业任财务副经理。')
    expect(await findFilingForm(await world.actor('SJ0001'), report, at)).toBeNull()
    expect(await findFilingForm(await world.actor('SYS001'), request, at)).toBeNull()
  })
})

describe('what was filed', () => {
  it('is checked by the code on its form and its receipt: number, unit, day and hash, no people', async () => {
    const at = world.clock.now()
    const filer = await world.actor('ZJ0102')
    const report = await fileReport(world)
    const receipt = await findReceipt(filer, report, at)
    const [version] = receipt?.versions ?? []
    const form = await findFilingForm(filer, report, at)
    expect(form?.code).toBe(version?.code)
    const checked = await checkDocument(version?.code ?? '', at)
    expect(checked).toEqual({
      kind: 'ADVANCE_REPORT',
      number: receipt?.number,
      organ: '云岫区住房和建设局',
      issuedAt: version?.submittedAt,
      state: 'FILED',
      sha256: version?.contentHash,
    })
    const pdf = await renderForm(form?.text as FormText, checkOf(form?.code ?? ''))
    const said = (await readBack(pdf)).flat().map((item) => item.text)
    expect(said.join('')).toContain(`/verify/${version?.code}`)
  })

  it('keeps its versions: each has its own code and form, and the one before says that it was replaced', async () => {
    const at = world.clock.now()
    const clerk = await world.actor('ZJ0003')
    const report = await fileReport(world)
    const before = await findFilingForm(clerk, report, at)
    const input = { caseId: report, version: (await caseOf(world, report)).version, defects: ['请写明姓名'] }
    done(await returnReport({ actor: clerk, clock: world.clock, input }))
    const { version } = await caseOf(world, report)
    const content = reportContent(world, { place: '区住建局 302 会议室' })
    const filer = await world.actor('ZJ0102')
    done(
      await submitReport({ actor: filer, clock: world.clock, input: { caseId: report, version, content } }),
    )
    const [first, second] = [
      await findFilingForm(clerk, report, at, 1),
      await findFilingForm(clerk, report, at),
    ]
    expect(first).toEqual(before)
    expect(second?.text.note).toMatch(/第2版/)
    expect(second?.code).not.toBe(first?.code)
    expect((await checkDocument(first?.code ?? '', at))?.state).toBe('REPLACED')
    expect((await checkDocument(second?.code ?? '', at))?.state).toBe('FILED')
    expect(await findFilingForm(clerk, report, at, 3)).toBeNull()
  })
})

describe('the volume of a case', () => {
  it('binds filing, decision and proof with cover, index and page numbers that go on, for its readers', async () => {
    const request = await fileRequest(world)
    done(await accept(world, request))
    const { decisionId } = done(await grant(world, request))
    done(await sign(world, decisionId))
    done(await issue(world, decisionId))
    done(await serve(world, decisionId))
    await makeDocuments()
    const head = await world.actor('ZJ0001')
    const found = await findVolume(head, decisionId, world.clock.now())
    if (!found) throw new Error('no volume')
    expect(found.parts.map((part) => part.name)).toEqual(['回避申请书', '回避决定书', '送达回证'])
    const pages = await readBack(Buffer.from(await bindVolume(found.text, found.parts)))
    const said = pages.map((items) => items.map((item) => item.text).join(''))
    expect(said[0]).toContain('卷宗')
    const index = said.slice(0, 2).join('')
    for (const [name, title] of [
      ['回避申请书', '回避申请书'],
      ['回避决定书', '关于周明远同志回避的决定'],
      ['送达回证', '送达回证'],
    ] as const) {
      // The index leads to the page on which the document begins.
      const entry = new RegExp(`第(\\d+)(?:—\\d+)?页${name}`).exec(index)
      const page = Number(entry?.[1])
      expect(said[page - 1], name).toContain(title)
    }
    pages.forEach((items, at) => {
      const corner = items.filter((item) => item.y < 60).map((item) => item.text)
      expect(corner, `page ${at + 1}`).toEqual([String(at + 1)])
    })
    expect(await findVolume(await world.actor('SJ0001'), decisionId, world.clock.now())).toBeNull()
    expect(await findVolume(await world.actor('SYS001'), decisionId, world.clock.now())).toBeNull()
  })
})

describe('a font that is missing', () => {
  it('stops the document, not the case, and the document is made once the font is there', async () => {
    const { caseId } = done(await openDirect(world))
    done(await sign(world, caseId))
    done(await issue(world, caseId))
    const cwd = vi.spyOn(process, 'cwd').mockReturnValue('/nowhere')
    await deliver(world.clock, documentHandlers, new AbortController().signal)
    cwd.mockRestore()
    const clerk = await world.actor('ZJ0003')
    expect(await listDocuments(clerk, caseId, world.clock.now())).toEqual([])
    const { rows } = await world.owner.query<{ lastError: string }>(
      `SELECT "lastError" FROM "OutboxMessage" WHERE payload->>'caseId' = $1 AND topic = 'document'`,
      [caseId],
    )
    expect(rows[0]?.lastError).toMatch(/^the font .* is missing/)
    world.clock.advance(60_000)
    await makeDocuments()
    expect(await listDocuments(clerk, caseId, world.clock.now())).toHaveLength(1)
  })
})
