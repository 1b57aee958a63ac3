'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { useAct } from '@/components/act/use-act'
import { useFirstProblem } from '@/components/act/use-first-problem'
import { useRefusalWords } from '@/components/act/use-refusal-words'
import { Button, ButtonRow } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { useToast } from '@/components/ui/toast'
import { Textarea } from '@/components/ui/textarea'
import { Notice } from '@/components/ui/notice'
import type { ActionResult } from '@/lib/platform/result'

interface Props {
  caseId: string
  version: number
  action: (raw: unknown) => Promise<ActionResult<{ nextName: string | null }>>
}

/** The decider says "I am connected": asks why, warns that it cannot be taken back, hands the case on. */
export function ConflictButton({ caseId, version, action }: Props) {
  const t = useTranslations('review.decide')
  const router = useRouter()
  const toast = useToast()
  const id = useId()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const { pending, refusal, attempt, run } = useAct({ leaves: true })
  const { sentence, problem } = useRefusalWords(refusal)
  const fields = useFirstProblem<HTMLDivElement>(attempt)

  async function declare() {
    const answer = await run((requestKey) => action({ input: { caseId, version, reason }, requestKey }))
    if (!answer.ok) return
    // Whoever handed a case on may not see it any more.
    const { nextName } = answer.value
    toast({
      message: nextName ? t('conflictDone', { name: nextName }) : t('conflictDoneNobody'),
      tone: 'success',
    })
    router.push('/review')
  }

  return (
    <>
      <Button variant="quiet" size="sm" onClick={() => setOpen(true)}>
        {t('conflict')}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={t('conflictTitle')}
        labels={{ close: t('close') }}
        footer={
          <ButtonRow start={<Button onClick={() => setOpen(false)}>{t('cancel')}</Button>}>
            <Button
              variant="danger"
              pending={pending}
              pendingLabel={t('pending')}
              onClick={() => void declare()}
            >
              {t('confirm')}
            </Button>
          </ButtonRow>
        }
      >
        <div ref={fields}>
          <p>{t('conflictText')}</p>
          <Field id={`${id}-reason`} label={t('conflictReason')} error={problem('reason')} required>
            {(control) => (
              <Textarea {...control} value={reason} onChange={(event) => setReason(event.target.value)} />
            )}
          </Field>
          {sentence ? (
            <Notice tone="refusal" role="alert">
              {sentence}
            </Notice>
          ) : null}
        </div>
      </Dialog>
    </>
  )
}
