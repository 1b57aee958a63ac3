import { organField } from '@/components/organs/organ-options'
import type { StepField } from '@/components/review/step-fields'
import { LIFETIMES, PERSONAL_SCOPES, SERVICE_SCOPES } from '@/lib/identity/tokens/schema'
import type { OrganChoices } from '@/lib/organs/types'

type Words = (key: string, params?: Record<string, string | number>) => string

/** Lifetimes within the installation's limit, that limit among them. */
function daysField(t: Words, most: number): StepField {
  const offered = [...new Set([...LIFETIMES.filter((days) => days < most), most])]
  return {
    name: 'days',
    kind: 'select',
    label: t('label.days'),
    required: true,
    initial: String(offered.find((days) => days >= 30) ?? most),
    options: offered.map((days) => ({ value: String(days), label: t('daysCount', { days }) })),
  }
}

function scopesField(t: Words, scopes: readonly string[]): StepField {
  return {
    name: 'scopes',
    kind: 'chips',
    label: t('label.scopes'),
    hint: t('hint.scopes'),
    required: true,
    options: scopes.map((value) => ({ value, label: t(`scope.${value}`) })),
  }
}

/** What a token of one's own asks for; `t` speaks the namespace `tokens`. */
export function tokenFields(t: Words, most: number): StepField[] {
  return [
    { name: 'name', kind: 'line', label: t('label.name'), hint: t('hint.name'), required: true },
    scopesField(t, PERSONAL_SCOPES),
    daysField(t, most),
  ]
}

/** What letting another system in asks for. */
export function serviceFields(t: Words, most: number, organs: OrganChoices): StepField[] {
  return [
    { name: 'name', kind: 'line', label: t('label.serviceName'), required: true },
    organField({ name: 'organId', label: t('label.organId'), required: true }, organs),
    scopesField(t, SERVICE_SCOPES),
    { name: 'basis', kind: 'line', label: t('label.basis'), hint: t('hint.basis'), required: true },
    daysField(t, most),
  ]
}
