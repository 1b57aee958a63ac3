'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAct } from '@/components/act/use-act'
import { useRefusalWords } from '@/components/act/use-refusal-words'
import { EnterprisePicker } from '@/components/filing/enterprise-picker'
import { OfficialPicker, type OfficialChoice } from '@/components/filing/official-picker'
import { Button, ButtonRow } from '@/components/ui/button'
import { Card, CardBody } from '@/components/ui/card'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field, FieldStack } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { EnterpriseHit } from '@/lib/enterprises/types'
import { MATTER_TYPES } from '@/lib/matters/schema'
import type { ActionResult } from '@/lib/platform/result'

interface Props {
  action: (raw: unknown) => Promise<ActionResult<{ matterId: string }>>
  declare: (raw: unknown) => Promise<ActionResult<{ enterpriseId: string }>>
}

/** Registers a matter with its enterprises and the people who handle it. */
export function MatterForm({ action, declare }: Props) {
  const t = useTranslations('matters')
  const words = useTranslations()
  const router = useRouter()
  const [enterprises, setEnterprises] = useState<EnterpriseHit[]>([])
  const [handlers, setHandlers] = useState<OfficialChoice[]>([])
  const { pending, refusal, attempt, run } = useAct({ leaves: true })
  const { problem, summary } = useRefusalWords(refusal)

  async function submit(data: FormData) {
    const text = (name: string) => String(data.get(name) ?? '').trim()
    const input = {
      number: text('number'),
      title: text('title'),
      type: text('type') || null,
      enterpriseIds: enterprises.map((one) => one.id),
      handlerIds: handlers.map((one) => one.id),
    }
    const answer = await run((requestKey) => action({ input, requestKey }))
    if (answer.ok) router.push(`/matters/${answer.value.matterId}`)
  }

  const problems = summary({
    idOf: (name) => `matter-${name}`,
    labelOf: (name) => t(`label.${name}`),
  })
  return (
    <Card>
      <CardBody>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            void submit(new FormData(event.currentTarget))
          }}
        >
          <FieldStack>
            {problems.length > 0 ? (
              <ErrorSummary title={words('platform.errorSummary')} errors={problems} attempt={attempt} />
            ) : null}
            <Field id="matter-number" label={t('label.number')} error={problem('number')} required>
              {(control) => <Input {...control} name="number" maxLength={200} />}
            </Field>
            <Field id="matter-title" label={t('label.title')} error={problem('title')} required>
              {(control) => <Input {...control} name="title" maxLength={200} />}
            </Field>
            <Field id="matter-type" label={t('label.type')} error={problem('type')} required>
              {(control) => (
                <Select
                  {...control}
                  name="type"
                  options={[
                    { value: '', label: '—' },
                    ...MATTER_TYPES.map((type) => ({ value: type, label: t(`type.${type}`) })),
                  ]}
                />
              )}
            </Field>
            <EnterprisePicker
              id="matter-enterpriseIds"
              label={t('label.enterpriseIds')}
              hint=""
              error={problem('enterpriseIds')}
              chosen={enterprises}
              declare={declare}
              onChange={setEnterprises}
            />
            <div className="grid gap-2">
              <OfficialPicker
                key={handlers.length}
                id="matter-handlerIds"
                name="handler"
                label={t('label.handlerIds')}
                error={problem('handlerIds')}
                required
                onChoose={(one) => {
                  if (one && !handlers.some((other) => other.id === one.id)) setHandlers([...handlers, one])
                }}
              />
              <ul className="grid gap-2">
                {handlers.map((one) => (
                  <li
                    key={one.id}
                    className="flex items-center justify-between gap-3 rounded-md border border-line bg-hover px-3 py-2 text-sm"
                  >
                    {one.name} · {one.organ} {one.post}
                    <Button
                      size="sm"
                      variant="quiet"
                      aria-label={t('remove', { name: one.name })}
                      onClick={() => setHandlers(handlers.filter((other) => other.id !== one.id))}
                    >
                      {t('remove', { name: '' })}
                    </Button>
                  </li>
                ))}
              </ul>
            </div>
            <ButtonRow>
              <Button type="submit" variant="primary" pending={pending} pendingLabel={t('saving')}>
                {t('save')}
              </Button>
            </ButtonRow>
          </FieldStack>
        </form>
      </CardBody>
    </Card>
  )
}
