import type { z } from 'zod'
import { write, type Write } from '@/lib/audit/writes'
import { dueUnder } from '@/lib/cases/limits/writes'
import { nextNumber } from '@/lib/cases/writes'
import { pathsOf, type Actor } from '@/lib/identity/types'
import type { Clock } from '@/lib/platform/clock'
import { asSystem } from '@/lib/platform/db'
import { civilDateOf } from '@/lib/platform/dates'
import { env } from '@/lib/platform/env'
import { uuidv7 } from '@/lib/platform/ids'
import { ok, refuse, type Result } from '@/lib/platform/result'
import { objectFromOutside } from '@/lib/recusals/requests/outside/commands'
import { openOutsideRequest } from '@/lib/recusals/requests/outside/writes'
import { getRulebookAt } from '@/lib/rulebook/queries'
import { countUse } from './counting/commands'
import { keepFiles, takeOverFiles } from './files/writes'
import { codeHash, queryCode } from './rules/query-code'
import type { acceptSchema, Application, forwardSchema, objectByCodeSchema, refuseSchema } from './schema'
import {
  beginApplication,
  enqueueOverdue,
  findReceiver,
  moveApplication,
  openedForm,
  publicSecret,
  tellDesk,
} from './writes'

interface Command<S extends z.ZodType> {
  actor: Actor
  clock: Clock
  input: z.output<S>
  requestKey?: string
}

interface FromOutside<T> {
  clock: Clock
  /** Where the request came from, as far as the proxy in front says. */
  address: string
  input: T
}

/** Refused when an address, or everybody together, looks too often within an hour. */
export function countLook(clock: Clock, address: string): Promise<Result<undefined>> {
  return countUse(clock, 'look', address)
}

/**
 * Takes in an interested party's application (公务员法 77) or a third party's information (公务员回避规定 18) and answers
 * a number and a query code. The same form sent twice is one application with the same code. Refusals: `automated`,
 * `form-expired`, `too-many`, `organ-unknown`.
 */
export async function fileApplication({ clock, address, input }: FromOutside<Application>) {
  const opened = openedForm(input.token, clock.now(), env().PUBLIC_FORM_SECONDS)
  if (!opened.ok) return opened
  if (input.website) return refuse('applications', 'automated')
  const code = queryCode(publicSecret(), opened.value)
  const hash = codeHash(code) as string
  const before = await asSystem(clock.now(), (tx) =>
    tx.publicApplication.findUnique({ where: { codeHash: hash }, select: { number: true } }),
  )
  if (before) return ok({ number: before.number, code })
  const counted = await countUse(clock, 'file', address)
  if (!counted.ok) return counted
  return write({ who: null, clock, command: 'applications.file' }, (w) => receive(w, input, hash, code))
}

async function receive(w: Write, input: Application, hash: string, code: string) {
  const party = input.initiator === 'INTERESTED_PARTY'
  const anonymous = !party && input.anonymous
  const receiver = await findReceiver(w, input.organId, { aboutHead: input.aboutHead, anonymous })
  if (!receiver)
    return refuse('applications', 'organ-unknown', {
      fields: { organId: 'applications.refusal.organ-unknown' },
    })
  const { version } = await getRulebookAt(w.tx, w.at)
  const { dueAt, amberAt } = await dueUnder(w, version, 'applicationAnswer', w.at)
  const year = civilDateOf(w.at).slice(0, 4)
  const id = uuidv7(w.at)
  const number = `${year}-P${String(await nextNumber(w, `PA:${year}`)).padStart(5, '0')}`
  const created = await w.tx.publicApplication.createMany({
    data: [
      {
        id,
        number,
        initiator: input.initiator,
        anonymous,
        codeHash: hash,
        applicantName: anonymous ? '' : input.applicantName,
        applicantContact: anonymous ? '' : input.applicantContact,
        capacity: party ? input.capacity : '',
        ...receiver,
        aboutHead: input.aboutHead,
        officialText: input.officialText,
        matterText: input.matterText,
        groundCode: input.groundCode,
        facts: input.facts,
        evidence: input.evidence,
        status: 'RECEIVED',
        policyVersion: version,
        amberAt,
        dueAt,
        receivedAt: w.at,
        updatedAt: w.at,
      },
    ],
    skipDuplicates: true,
  })
  // The same form, sent twice at once: the other one is being stored now.
  if (created.count === 0) return refuse('applications', 'sent-twice')
  w.touch('PublicApplication', { id })
  await keepFiles(w, hash, id)
  await tellDesk(w, { id, version: 1, number }, 'application-received')
  await enqueueOverdue(w, { id, dueAt })
  return ok({ number, code })
}

/** Passes it on to the office that is competent, with reasons (forward). Refusal: `organ-unknown`. */
export function forwardApplication({ actor, clock, input, requestKey }: Command<typeof forwardSchema>) {
  return write({ who: actor, clock, command: 'applications.forward', requestKey, input }, async (w) => {
    const begun = await beginApplication(w, actor, input, 'forward')
    if (!begun.ok) return begun
    const organ = await w.tx.organ.findFirst({
      where: { id: input.organId, active: true, isDivision: false },
    })
    const here = organ?.id === begun.value.organId && input.desk === begun.value.desk
    if (!organ || here)
      return refuse('applications', 'organ-unknown', {
        fields: { organId: 'applications.refusal.organ-unknown' },
      })
    const moved = await moveApplication(w, begun.value, begun.value.to, {
      desk: input.desk,
      organId: organ.id,
      organPath: organ.path,
    })
    if (!moved.ok) return moved
    const { id, number, version } = begun.value
    await tellDesk(w, { id, number, version: version + 1 }, 'application-received')
    return ok({ id })
  })
}

/** Does not accept it (refuse → NOT_ACCEPTED): the reasons are what the holder of the code reads. */
export function refuseApplication({ actor, clock, input, requestKey }: Command<typeof refuseSchema>) {
  return write({ who: actor, clock, command: 'applications.refuse', requestKey, input }, async (w) => {
    const begun = await beginApplication(w, actor, input, 'refuse')
    if (!begun.ok) return begun
    const moved = await moveApplication(w, begun.value, begun.value.to, {
      answer: input.reason,
      answeredById: actor.officialId,
      answeredAt: w.at,
    })
    return moved.ok ? ok({ id: input.id }) : moved
  })
}

/**
 * Accepts it (accept → ACCEPTED): the person and the matter are identified and a recusal request is opened from it.
 * Refusals: `own-case`, `not-here`, `not-their-matter`.
 */
export function acceptApplication({ actor, clock, input, requestKey }: Command<typeof acceptSchema>) {
  return write({ who: actor, clock, command: 'applications.accept', requestKey, input }, async (w) => {
    const begun = await beginApplication(w, actor, input, 'accept')
    if (!begun.ok) return begun
    const row = begun.value
    if (input.subjectId === actor.officialId) return refuse('cases', 'own-case')
    const subject = await w.tx.official.findUnique({
      where: { id: input.subjectId, active: true },
      select: { organ: { select: { path: true } } },
    })
    const here = row.desk === 'CLERK' ? [row.organPath] : pathsOf(actor, 'DISCIPLINE')
    if (!subject || !here.some((path) => subject.organ.path.startsWith(path)))
      return refuse('applications', 'not-here', { fields: { subjectId: 'applications.refusal.not-here' } })
    const opened = await openOutsideRequest(w, actor, {
      ...input,
      initiator: row.initiator === 'INTERESTED_PARTY' ? 'INTERESTED_PARTY' : 'THIRD_PARTY_INFO',
      // An informant is named to nobody but the office that answers.
      applicant: row.initiator === 'INTERESTED_PARTY' ? `${row.applicantName}（${row.capacity}）` : '',
      facts: row.facts,
      evidence: row.evidence,
      from: row.number,
    })
    if (!opened.ok) return opened
    const { caseId } = opened.value
    await takeOverFiles(w, actor, { applicationId: row.id, fileIds: input.fileIds, caseId })
    const moved = await moveApplication(w, row, row.to, {
      answeredById: actor.officialId,
      answeredAt: w.at,
      caseId,
    })
    return moved.ok ? ok({ id: input.id, caseId }) : moved
  })
}

/** The applicant contests a denial with the query code, once (公务员法 77). Refusals: `code-unknown`, the request's own. */
export async function objectByCode({
  clock,
  address,
  input,
}: FromOutside<z.output<typeof objectByCodeSchema>>) {
  const counted = await countUse(clock, 'look', address)
  if (!counted.ok) return counted
  const hash = codeHash(input.code)
  if (!hash) return refuse('applications', 'code-unknown')
  const row = await asSystem(clock.now(), (tx) =>
    tx.publicApplication.findUnique({ where: { codeHash: hash }, select: { caseId: true, initiator: true } }),
  )
  if (!row?.caseId || row.initiator !== 'INTERESTED_PARTY') return refuse('applications', 'code-unknown')
  return objectFromOutside(clock, row.caseId, input.reason)
}
