import { getStanding } from '@/lib/cases/queries'
import type { Actor } from '@/lib/identity/types'
import { toDate } from '@/lib/platform/clock'
import { asActor } from '@/lib/platform/db'
import { isUuid } from '@/lib/platform/ids'
import type { Prisma } from '@/prisma/generated/client/client'
import { reportEvents } from './policy'
import { draftSchema } from './schema'
import type { OwnReport, ReportForEdit, ReportRow } from './types'
import { STATUSES, type Status } from './workflow'
import { factsOf } from './writes'

const PAGE = 20
const EDITABLE: readonly string[] = [
  'DRAFT',
  'NOTICE_GIVEN',
  'RETURNED',
  'APPROVED',
  'APPROVED_WITH_CONDITIONS',
]

/** The actor's own report as the form edits it; null when there is none or it is past editing. */
export function findReportForEdit(actor: Actor, caseId: string, now: Date): Promise<ReportForEdit | null> {
  if (!isUuid(caseId)) return Promise.resolve(null)
  return asActor(actor, now, async (tx) => {
    const row = await tx.case.findFirst({
      where: {
        id: caseId,
        kind: 'ADVANCE_REPORT',
        filedById: actor.officialId,
        status: { in: [...EDITABLE] },
      },
      include: {
        draft: true,
        versions: { orderBy: { number: 'desc' }, take: 1 },
        events: { where: { event: 'return' }, orderBy: { seq: 'desc' }, take: 1 },
      },
    })
    if (!row) return null
    const content = draftSchema.safeParse(row.draft?.content ?? row.versions[0]?.content ?? {})
    const returned = row.events[0]?.data as { defects?: string[] } | undefined
    return {
      caseId: row.id,
      version: row.version,
      status: row.status,
      number: row.number,
      revision: row.draft?.revision ?? 0,
      content: { ...(content.success ? content.data : {}), pledge: false },
      defects: row.status === 'RETURNED' ? (returned?.defects ?? []) : [],
    }
  })
}

/** The actor's own report with what they may do now: the table that refuses the request also draws the buttons. */
export function findOwnReport(actor: Actor, caseId: string, now: Date): Promise<OwnReport | null> {
  if (!isUuid(caseId)) return Promise.resolve(null)
  return asActor(actor, now, async (tx) => {
    const row = await tx.case.findUnique({ where: { id: caseId }, include: { conflicts: true } })
    const report = await tx.advanceReport.findUnique({ where: { caseId } })
    if (!row || !report || row.filedById !== actor.officialId) return null
    const standing = await getStanding(tx, actor, row, now)
    const judged = reportEvents(row.status as Status, standing, factsOf({ row, report }, now))
    const may = (event: string) => judged.some((one) => one.event === event && one.verdict.allowed)
    return {
      filingKind: report.filingKind,
      version: row.version,
      status: row.status,
      title: row.title,
      number: row.number,
      submittedAt: row.submittedAt?.toISOString() ?? null,
      dueAt: row.dueAt?.toISOString() ?? null,
      conditions: (report.conditions as string[] | null) ?? [],
      steps: {
        edit: may('submit'),
        withdraw: may('withdraw'),
        reasonRequired: row.status.startsWith('APPROVED'),
        amend: may('amend'),
        convert: may('convert'),
        result: may('reportResult'),
      },
    }
  })
}

/** Open matters that the actor handles. */
export function listMyMatters(actor: Actor, now: Date): Promise<{ id: string; label: string }[]> {
  return asActor(actor, now, async (tx) => {
    const rows = await tx.matter.findMany({
      where: { closedAt: null, handlers: { some: { officialId: actor.officialId, endedAt: null } } },
      select: { id: true, number: true, title: true },
      orderBy: { number: 'desc' },
      take: 100,
    })
    return rows.map((row) => ({ id: row.id, label: `${row.number} ${row.title}` }))
  })
}

/** The actor's reports, newest first; `after` is the last row of the page before. */
export function listMyReports(
  actor: Actor,
  filter: { status?: string; q?: string; after?: string },
  now: Date,
): Promise<{ rows: ReportRow[]; next: string | null }> {
  return asActor(actor, now, async (tx) => {
    const [at, id] = (filter.after ?? '').split('_')
    const before: Prisma.CaseWhereInput =
      at && id && isUuid(id) && !Number.isNaN(Date.parse(at))
        ? { createdAt: { lte: toDate(at) }, NOT: { createdAt: toDate(at), id: { gte: id } } }
        : {}
    const rows = await tx.case.findMany({
      where: {
        filedById: actor.officialId,
        kind: 'ADVANCE_REPORT',
        ...(STATUSES.some((status) => status === filter.status) ? { status: filter.status } : {}),
        ...(filter.q ? { OR: [{ title: { contains: filter.q } }, { number: { contains: filter.q } }] } : {}),
        AND: before,
      },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: PAGE + 1,
      select: {
        id: true,
        number: true,
        title: true,
        status: true,
        dueAt: true,
        createdAt: true,
        report: { select: { startsAt: true } },
        parties: { select: { enterprise: { select: { name: true } } }, orderBy: { ordinal: 'asc' } },
      },
    })
    const page = rows.slice(0, PAGE)
    const last = page.at(-1)
    return {
      rows: page.map((row) => ({
        id: row.id,
        number: row.number,
        title: row.title,
        status: row.status,
        enterprises: row.parties.map((party) => party.enterprise.name),
        startsAt: row.report?.startsAt?.toISOString() ?? null,
        dueAt: row.dueAt?.toISOString() ?? null,
        createdAt: row.createdAt.toISOString(),
      })),
      next: rows.length > PAGE && last ? `${last.createdAt.toISOString()}_${last.id}` : null,
    }
  })
}
