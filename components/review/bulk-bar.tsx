'use client'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useAct } from '@/components/act/use-act'
import { useRefusalWords } from '@/components/act/use-refusal-words'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import type { ActionResult } from '@/lib/platform/result'
import type { BulkEvent } from '@/lib/review/bulk/rules/in-bulk'
import type { BulkOutcome } from '@/lib/review/bulk/types'

interface Props {
  /** Id of the form that the boxes of the rows belong to. */
  form: string
  /** Steps that cases of this page allow. */
  events: readonly BulkEvent[]
  act: (raw: unknown) => Promise<ActionResult<{ outcomes: BulkOutcome[] }>>
}

interface Asked {
  event: BulkEvent
  cases: { caseId: string; version: number }[]
}

/** Takes one step on the ticked cases, after a question, and says of each what became of it. */
export function BulkBar({ form, events, act }: Props) {
  const t = useTranslations('review.bulk')
  const words = useTranslations()
  const { pending, refusal, run } = useAct()
  const { sentence } = useRefusalWords(refusal)
  const [chosen, setChosen] = useState<Readonly<Record<string, number>>>({})
  const [asked, setAsked] = useState<Asked | null>(null)
  const [result, setResult] = useState<{ event: BulkEvent; outcomes: BulkOutcome[] } | null>(null)

  useEffect(() => {
    const count = () => {
      const boxes = boxesOf(form).filter((box) => box.checked)
      setChosen(
        Object.fromEntries(events.map((event) => [event, boxes.filter((box) => box.name === event).length])),
      )
    }
    const changed = (event: Event) => {
      if (event.target instanceof HTMLInputElement && event.target.getAttribute('form') === form) count()
    }
    count()
    document.addEventListener('change', changed)
    return () => document.removeEventListener('change', changed)
  }, [form, events])

  async function take({ event, cases }: Asked) {
    const answer = await run((requestKey) => act({ input: { event, cases }, requestKey }))
    setAsked(null)
    if (!answer.ok) return
    setResult({ event, outcomes: answer.value.outcomes })
    for (const box of boxesOf(form)) box.checked = false
    setChosen({})
  }

  const all = Object.values(chosen).reduce((sum, count) => sum + count, 0)
  const done = result?.outcomes.filter((one) => one.refusal === null).length ?? 0
  return (
    <>
      {sentence ? (
        <Notice tone="refusal" role="alert">
          {sentence}
        </Notice>
      ) : null}
      {result ? (
        <Notice
          tone={done === result.outcomes.length ? 'success' : 'warning'}
          role="status"
          title={t('result', { done, left: result.outcomes.length - done })}
        >
          <ul className="list-disc space-y-0.5 pl-5">
            {result.outcomes.map(({ caseId, name, refusal: no }) => (
              <li key={caseId}>
                {name || t('unknown')}：
                {no ? words(`${no.module}.refusal.${no.code}`, no.params) : t(`${result.event}Done`)}
              </li>
            ))}
          </ul>
          <Button size="sm" className="mt-2" onClick={() => setResult(null)}>
            {t('dismiss')}
          </Button>
        </Notice>
      ) : null}
      {events.length > 0 ? (
        <form
          id={form}
          aria-label={t('label')}
          data-no-print=""
          onSubmit={(event) => event.preventDefault()}
          className="flex flex-wrap items-center gap-x-5 gap-y-2 rounded-xl border border-line bg-card px-5 py-2.5 phone:px-4"
        >
          <label className="flex min-h-9 items-center gap-2.5 phone:min-h-11">
            <input
              type="checkbox"
              className="tick"
              checked={all > 0 && all === boxCount(form)}
              onChange={(event) => {
                for (const box of boxesOf(form)) box.checked = event.target.checked
                boxesOf(form)[0]?.dispatchEvent(new Event('change', { bubbles: true }))
              }}
            />
            {t('all')}
          </label>
          <span aria-live="polite" className="text-sm text-ink-3">
            {all > 0 ? t('chosen', { count: all }) : t('hint')}
          </span>
          <span className="ml-auto flex gap-2">
            {events.map((event) => (
              <Button
                key={event}
                size="sm"
                disabled={!chosen[event]}
                pending={pending && asked?.event === event}
                pendingLabel={t('pending')}
                onClick={() => setAsked({ event, cases: casesOf(form, event) })}
              >
                {t(event)}
                {chosen[event] ? ` (${String(chosen[event])})` : ''}
              </Button>
            ))}
          </span>
        </form>
      ) : null}
      <Dialog
        open={asked !== null}
        onClose={() => setAsked(null)}
        title={asked ? t(`${asked.event}Title`, { count: asked.cases.length }) : ''}
        labels={{ close: t('close') }}
        footer={
          <>
            <Button onClick={() => setAsked(null)}>{t('cancel')}</Button>
            <Button
              variant="primary"
              pending={pending}
              pendingLabel={t('pending')}
              onClick={() => {
                if (asked) void take(asked)
              }}
            >
              {t('confirm')}
            </Button>
          </>
        }
      >
        {asked ? t(`${asked.event}Text`) : null}
      </Dialog>
    </>
  )
}

function boxesOf(form: string): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>(`input[type=checkbox][form="${form}"]`)]
}

function boxCount(form: string): number {
  return typeof document === 'undefined' ? 0 : boxesOf(form).length
}

function casesOf(form: string, event: BulkEvent): Asked['cases'] {
  return boxesOf(form)
    .filter((box) => box.checked && box.name === event)
    .map((box) => {
      const [caseId = '', version = ''] = box.value.split(' ')
      return { caseId, version: Number(version) }
    })
}
