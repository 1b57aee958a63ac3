import { createHash } from 'node:crypto'
import { z } from 'zod'
import { write } from '@/lib/audit/writes'
import { asSystem } from '@/lib/platform/db'
import { uuidv7, verificationCode } from '@/lib/platform/ids'
import type { Handler } from '@/lib/platform/outbox'
import { ok } from '@/lib/platform/result'
import { renderDecision } from './decision/decision'
import { checkOf, type Check } from './documents'
import { renderForm } from './form/form'
import { FORM_KINDS, readFormText, type FormKind } from './form/queries'
import { renderLetter } from './letter/letter'
import { LETTER_KINDS, readLetterText } from './letter/queries'
import { readDecisionText } from './queries'

const payloadSchema = z.object({
  caseId: z.uuid(),
  kind: z.enum(['DECISION', ...LETTER_KINDS, ...FORM_KINDS]),
})

const isForm = (kind: string): kind is FormKind => (FORM_KINDS as readonly string[]).includes(kind)

interface Draft {
  text: { number: string; organ: string; issuedAt: Date }
  render(check: Check): Promise<Buffer>
}

/**
 * Makes and keeps the document of a step: of a decision that was given its number, of a demand, a review, a referral. Rendering takes most of a second, so it is not done
 * while the series of numbers is locked. A second delivery finds the document and does nothing.
 */
const issueDocument: Handler = async (payload, { clock }) => {
  const { caseId, kind } = payloadSchema.parse(payload)
  const at = clock.now()
  const draft = await asSystem(at, async (tx): Promise<Draft | null> => {
    if ((await tx.issuedDocument.count({ where: { caseId, kind } })) > 0) return null
    if (isForm(kind)) {
      const text = await readFormText(tx, caseId, kind)
      return text && { text, render: (check) => renderForm(text, check) }
    }
    if (kind !== 'DECISION') {
      const text = await readLetterText(tx, caseId, kind)
      return text && { text, render: (check) => renderLetter(text, check) }
    }
    const text = await readDecisionText(tx, caseId)
    return text && { text, render: (check) => renderDecision({ ...text, check }) }
  })
  if (!draft) return
  const { text } = draft
  const code = verificationCode()
  const content = await draft.render(checkOf(code))
  await write({ who: null, clock, command: 'documents.issue' }, async (w) => {
    if ((await w.tx.issuedDocument.count({ where: { caseId, kind } })) > 0) return ok(undefined)
    w.caseId ??= caseId
    const id = uuidv7(w.at)
    await w.tx.issuedDocument.createMany({
      data: [
        {
          id,
          caseId,
          kind,
          version: 1,
          number: text.number,
          organName: text.organ,
          code,
          sha256: createHash('sha256').update(content).digest('hex'),
          content: new Uint8Array(content),
          issuedAt: text.issuedAt,
        },
      ],
    })
    w.touch('IssuedDocument', { id })
    return ok(undefined)
  })
}

/** Outbox topics that documents answer. */
export const documentHandlers: Readonly<Record<string, Handler>> = { document: issueDocument }
