'use client'
import { Link } from '@/components/ui/link'
import { useTranslations } from 'next-intl'
import { useFormContext, useWatch } from 'react-hook-form'
import { EnterprisePicker } from '@/components/filing/enterprise-picker'
import { RadioCards } from '@/components/ui/choice'
import { Field, FieldStack } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Select } from '@/components/ui/select'
import { HANDLINGS, RELATIONS, type ReportDraft } from '@/lib/advance-reports/schema'
import type { EnterpriseHit } from '@/lib/enterprises/types'
import type { ActionResult } from '@/lib/platform/result'
import { isRelated } from './report-values'
import { TextField } from './text-field'

interface Props {
  problem: (name: string) => string | undefined
  enterprises: EnterpriseHit[]
  grounds: Record<string, { name: string; article: string; statutory: boolean }>
  declare: (raw: unknown) => Promise<ActionResult<{ enterpriseId: string }>>
  onEnterprises: (chosen: EnterpriseHit[]) => void
}

/** The core of the report: the possible conflict. Says at once when what is declared is a ground for recusal. */
export function ConflictStep({ problem, enterprises, grounds, declare, onEnterprises }: Props) {
  const t = useTranslations('advanceReports')
  const { register, control } = useFormContext<ReportDraft>()
  const relation = useWatch({ control, name: 'relation' })
  const ground = relation ? grounds[relation] : undefined
  const heads = enterprises.flatMap((enterprise) => enterprise.persons)
  return (
    <FieldStack>
      <EnterprisePicker
        id="report-enterpriseIds"
        label={t('label.enterpriseIds')}
        hint={t('hint.enterpriseIds')}
        error={problem('enterpriseIds')}
        chosen={enterprises}
        onChange={onEnterprises}
        declare={declare}
      />
      {heads.length > 0 ? (
        <Field id="report-headPersonId" label={t('label.headPersonId')} hint={t('hint.headPersonId')}>
          {(aria) => (
            <Select
              {...aria}
              {...register('headPersonId')}
              options={[
                { value: '', label: t('form.none') },
                ...heads.map((head) => ({ value: head.id, label: `${head.name} ${head.post}` })),
              ]}
            />
          )}
        </Field>
      ) : null}
      <TextField name="situation" required long problem={problem} />
      <TextField name="duty" required long problem={problem} />
      <RadioCards
        id="report-relation"
        legend={t('label.relation')}
        hint={t('hint.relation')}
        error={problem('relation')}
        required
        options={RELATIONS.map((value) => ({ value, label: t(`relation.${value}`) }))}
        {...register('relation')}
      />
      {isRelated(relation) ? (
        <>
          {relation !== 'SELF' ? (
            <>
              <TextField name="personConcerned" required problem={problem} />
              <TextField name="personPosition" problem={problem} />
            </>
          ) : null}
          <TextField name="impact" required long problem={problem} />
        </>
      ) : null}
      {ground ? (
        <Notice
          tone="warning"
          role="status"
          title={t('form.mayHaveToRecuse')}
          basis={ground.article}
          actions={
            <Link className="link" href="/my/recusal-requests/new">
              {t('form.recuseInstead')}
            </Link>
          }
        >
          {t(ground.statutory ? 'form.statutoryText' : 'form.openClauseText', { ground: ground.name })}
        </Notice>
      ) : null}
      <RadioCards
        id="report-handling"
        legend={t('label.handling')}
        error={problem('handling')}
        required
        options={HANDLINGS.map((value) => ({ value, label: t(`handling.${value}`) }))}
        {...register('handling')}
      />
      <TextField name="handlingNote" long problem={problem} />
    </FieldStack>
  )
}
