'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAct } from '@/components/act/use-act'
import { useRefusalWords } from '@/components/act/use-refusal-words'
import { Button } from '@/components/ui/button'
import { Combobox } from '@/components/ui/combobox'
import { Field, FieldRow } from '@/components/ui/field'
import { Highlight } from '@/components/ui/highlight'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { Tag } from '@/components/ui/tag'
import type { EnterpriseHit } from '@/lib/enterprises/types'
import type { ActionResult } from '@/lib/platform/result'
import { enterprisesOf, searchEnterprises } from './fetch-enterprises'

interface Props {
  id: string
  label: string
  hint: string
  error?: string
  chosen: EnterpriseHit[]
  /** Offered before anything is typed. */
  recent?: EnterpriseHit[]
  single?: boolean
  onChange: (chosen: EnterpriseHit[]) => void
  declare: (raw: unknown) => Promise<ActionResult<{ enterpriseId: string }>>
}

/** Finds enterprises by name, initials or code; one that is not in the register is written by hand. */
export function EnterprisePicker({
  id,
  label,
  hint,
  error,
  chosen,
  recent = [],
  single,
  onChange,
  declare,
}: Props) {
  const t = useTranslations('filing.enterprise')
  const words = useTranslations()
  const [byHand, setByHand] = useState<string | null>(null)
  const add = (hit: EnterpriseHit | null) => {
    if (hit && !chosen.some((one) => one.id === hit.id)) onChange(single ? [hit] : [...chosen, hit])
  }
  const offered = recent.filter((hit) => !chosen.some((one) => one.id === hit.id))
  return (
    <div className="grid gap-2">
      <Field id={id} label={label} hint={hint} error={error} required>
        {(control) => (
          <Combobox<EnterpriseHit>
            {...control}
            value={null}
            onChange={add}
            key={chosen.map((one) => one.id).join()}
            search={searchEnterprises}
            keyOf={(hit) => hit.id}
            textOf={(hit) => hit.name}
            minLength={2}
            byHand={{ label: t('byHand'), onSelect: setByHand }}
            renderItem={(hit, query) => <Entry hit={hit} query={query} />}
            labels={{
              searching: t('searching'),
              results: words.raw('filing.enterprise.results') as string,
              empty: t('empty'),
              failed: t('failed'),
              clear: t('clear'),
            }}
          />
        )}
      </Field>
      {offered.length > 0 && chosen.length === 0 ? (
        <p className="flex flex-wrap items-center gap-2 text-sm text-ink-3">
          {t('recent')}
          {offered.map((hit) => (
            <Button key={hit.id} size="sm" onClick={() => add(hit)}>
              {hit.name}
            </Button>
          ))}
        </p>
      ) : null}
      {byHand !== null ? (
        <ByHand
          id={id}
          name={byHand}
          declare={declare}
          onCancel={() => setByHand(null)}
          onDone={(hit) => {
            setByHand(null)
            add(hit)
          }}
        />
      ) : null}
      {chosen.length > 0 ? (
        <ul className="grid gap-2">
          {chosen.map((hit) => (
            <li
              key={hit.id}
              className="flex items-start justify-between gap-3 rounded-md border border-line bg-hover px-3 py-2"
            >
              <Entry hit={hit} query="" />
              <Button
                size="sm"
                variant="quiet"
                aria-label={t('remove', { name: hit.name })}
                onClick={() => onChange(chosen.filter((one) => one.id !== hit.id))}
              >
                {t('removeShort')}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}

function Entry({ hit, query }: { hit: EnterpriseHit; query: string }) {
  const t = useTranslations('filing.enterprise')
  const own = useTranslations('enterprises.ownership')
  const facts = [
    hit.uscc,
    hit.legalRepresentative ? t('legal', { name: hit.legalRepresentative }) : null,
    hit.city,
    own(hit.ownership),
    hit.formerNames.length > 0 ? t('former', { names: hit.formerNames.join('、') }) : null,
  ].filter(Boolean)
  return (
    <span className="block min-w-0">
      <span className="flex flex-wrap items-center gap-x-2">
        <span className="wrap-anywhere">
          <Highlight text={hit.name} query={query} />
        </span>
        {hit.mattersInUnit > 0 ? <Tag tone="amber">{t('matters', { count: hit.mattersInUnit })}</Tag> : null}
        {hit.declared ? <Tag>{t('declared')}</Tag> : null}
      </span>
      <span className="block text-sm text-ink-3">{facts.join(' · ')}</span>
    </span>
  )
}

interface ByHandProps {
  id: string
  name: string
  declare: Props['declare']
  onCancel: () => void
  onDone: (hit: EnterpriseHit) => void
}

function ByHand({ id, name: typed, declare, onCancel, onDone }: ByHandProps) {
  const t = useTranslations('filing.enterprise')
  const [values, setValues] = useState({ name: typed, uscc: '', legalRepresentative: '' })
  const { pending, refusal, run } = useAct()
  const { sentence, problem } = useRefusalWords(refusal)

  async function keep() {
    const answer = await run(async () => {
      const declared = await declare({ input: values })
      if (!declared.ok) return declared
      return { ok: true, value: await enterprisesOf([declared.value.enterpriseId]) }
    })
    const [hit] = answer.ok ? answer.value : []
    if (hit) onDone(hit)
  }

  const field = (key: keyof typeof values) => ({
    value: values[key],
    onChange: (event: { target: { value: string } }) => setValues({ ...values, [key]: event.target.value }),
  })
  return (
    <Notice tone="info" title={t('byHandTitle')}>
      <div className="grid gap-3 pt-2">
        <Field
          id={`${id}-hand-name`}
          label={t('name')}
          error={problem('name') ?? sentence ?? undefined}
          required
        >
          {(control) => <Input {...control} {...field('name')} autoFocus />}
        </Field>
        <FieldRow>
          <Field id={`${id}-hand-uscc`} label={t('uscc')} hint={t('usccHint')} error={problem('uscc')}>
            {(control) => <Input {...control} {...field('uscc')} />}
          </Field>
          <Field
            id={`${id}-hand-legal`}
            label={t('legalRepresentative')}
            error={problem('legalRepresentative')}
          >
            {(control) => <Input {...control} {...field('legalRepresentative')} />}
          </Field>
        </FieldRow>
        <span className="flex gap-2">
          <Button
            variant="primary"
            size="sm"
            pending={pending}
            pendingLabel={t('adding')}
            onClick={() => void keep()}
          >
            {t('add')}
          </Button>
          <Button size="sm" onClick={onCancel}>
            {t('cancel')}
          </Button>
        </span>
      </div>
    </Notice>
  )
}
