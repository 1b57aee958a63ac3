import type { z } from 'zod'
import { write, type Write } from '@/lib/audit/writes'
import { indexCase } from '@/lib/cases/finding/writes'
import { moveCase, openCase } from '@/lib/cases/writes'
import type { Actor } from '@/lib/identity/types'
import type { Clock } from '@/lib/platform/clock'
import { dbDate } from '@/lib/platform/db-dates'
import type { CivilDate } from '@/lib/platform/dates'
import { ok, refuse, type Result } from '@/lib/platform/result'
import { getRulebookAt } from '@/lib/rulebook/queries'
import { POST_ARTICLE } from '@/lib/rulebook/rules/recusal-grounds'
import { mayStart } from '../commands'
import type { editPostSchema, openPostSchema } from '../schema'
import { beginDecision, checkSubstitute, decisionNumber, findSignatory, startSigning } from '../writes'

interface Command<S extends z.ZodType> {
  actor: Actor
  clock: Clock
  input: z.output<S>
  requestKey?: string
}

type Contents = Omit<z.output<typeof openPostSchema>, 'subjectId' | 'groundCode' | 'substituteId'>

const stored = ({ postToLeave, whyDue, dueSince, notFiled, facts, evidence, handoverItems }: Contents) => ({
  postToLeave,
  whyDue,
  notFiled,
  facts,
  evidence,
  handoverItems,
  dueSince: dbDate(dueSince as CivilDate),
})

/** The article for the person's category. Refusal: `no-post-recusal` for managers of state enterprises. */
async function articleFor(w: Write, subjectId: string): Promise<Result<string>> {
  const subject = await w.tx.official.findUnique({ where: { id: subjectId, active: true } })
  if (!subject) return refuse('recusalDecisions', 'subject-unknown')
  const article = POST_ARTICLE[subject.personnelCategory]
  return article ? ok(article) : refuse('recusalDecisions', 'no-post-recusal')
}

/**
 * Opens a post recusal (openPost → DRAFT; 公务员法 74): kin in one line of command, in posts of oversight, or in business
 * that the post regulates. At least the head signs. Refusals: `not-in-charge`, `own-case`, `subject-unknown`,
 * `no-post-recusal`, the substitute's.
 */
export function openPostDecision({ actor, clock, input, requestKey }: Command<typeof openPostSchema>) {
  const request = { who: actor, clock, command: 'recusal-decisions.open-post', requestKey, input }
  return write(request, async (w) => {
    const article = await articleFor(w, input.subjectId)
    if (!article.ok) return article
    const allowed = await mayStart(w, actor, input.subjectId, 'openPost')
    if (!allowed.ok) return allowed
    const substituteId = input.substituteId ?? null
    const fit = substituteId ? await checkSubstitute(w, substituteId, input.subjectId) : ok(undefined)
    if (!fit.ok) return fit
    const signatory = await findSignatory(w, input.subjectId, actor.officialId, 'POST')
    const { version } = await getRulebookAt(w.tx, w.at)
    const row = await openCase(w, {
      kind: 'RECUSAL_DECISION',
      status: 'DRAFT',
      event: 'openPost',
      subjectId: input.subjectId,
      filedById: actor.officialId,
      title: input.postToLeave,
      policyVersion: version,
      groundCode: input.groundCode,
      groundArticle: article.value,
      set: {
        number: await decisionNumber(w),
        submittedAt: w.at,
        substituteId,
        deciderId: signatory?.officialId ?? null,
        deciderWhy: signatory?.why ?? null,
        level: signatory?.level ?? 0,
      },
    })
    await w.tx.recusalDecision.createMany({
      data: [
        {
          caseId: row.id,
          basis: 'DIRECT',
          recusalType: 'POST',
          issuingOrganId: signatory?.organId ?? row.handlingOrganId,
          drafterId: actor.officialId,
          ...stored(input),
        },
      ],
    })
    w.touch('RecusalDecision', { caseId: row.id })
    const started = await startSigning(w, row, [], [input.facts, input.whyDue, input.postToLeave])
    return started.ok ? ok({ caseId: row.id }) : started
  })
}

/** The drafter corrects the draft of a post recusal (edit). Refusals as on opening, `not-a-post-recusal`. */
export function editPostDecision({ actor, clock, input, requestKey }: Command<typeof editPostSchema>) {
  const request = { who: actor, clock, command: 'recusal-decisions.edit-post', requestKey, input }
  return write(request, async (w) => {
    const begun = await beginDecision(w, actor, input, 'edit')
    if (!begun.ok) return begun
    const { row, decision, to } = begun.value
    if (decision.recusalType !== 'POST') return refuse('recusalDecisions', 'not-a-post-recusal')
    const substituteId = input.substituteId ?? null
    const conflicted = row.conflicts.map((one) => one.officialId)
    const fit = substituteId
      ? await checkSubstitute(w, substituteId, row.subjectId, conflicted)
      : ok(undefined)
    if (!fit.ok) return fit
    await w.tx.recusalDecision.updateMany({ where: { caseId: row.id }, data: stored(input) })
    w.touch('RecusalDecision', { caseId: row.id })
    const moved = await moveCase(w, row, {
      event: 'edit',
      to,
      set: { substituteId, groundCode: input.groundCode, title: input.postToLeave },
    })
    if (!moved.ok) return moved
    await indexCase(w, row.id, [input.facts, input.whyDue, input.postToLeave])
    return ok({ caseId: row.id })
  })
}
