import { createTranslator } from 'use-intl/core'
import type { Refusal } from './result'
import advanceReportsEn from '@/lib/advance-reports/messages.en.json'
import advanceReportsZh from '@/lib/advance-reports/messages.zh.json'
import auditEn from '@/lib/audit/messages.en.json'
import auditZh from '@/lib/audit/messages.zh.json'
import calendarEn from '@/lib/calendar/messages.en.json'
import calendarZh from '@/lib/calendar/messages.zh.json'
import casesEn from '@/lib/cases/messages.en.json'
import casesZh from '@/lib/cases/messages.zh.json'
import deskEn from '@/lib/desk/messages.en.json'
import deskZh from '@/lib/desk/messages.zh.json'
import documentsEn from '@/lib/documents/messages.en.json'
import documentsZh from '@/lib/documents/messages.zh.json'
import enterprisesEn from '@/lib/enterprises/messages.en.json'
import enterprisesZh from '@/lib/enterprises/messages.zh.json'
import exportsEn from '@/lib/exports/messages.en.json'
import exportsZh from '@/lib/exports/messages.zh.json'
import identityEn from '@/lib/identity/messages.en.json'
import identityZh from '@/lib/identity/messages.zh.json'
import importsEn from '@/lib/imports/messages.en.json'
import importsZh from '@/lib/imports/messages.zh.json'
import mattersEn from '@/lib/matters/messages.en.json'
import mattersZh from '@/lib/matters/messages.zh.json'
import recusalDecisionsEn from '@/lib/recusals/decisions/messages.en.json'
import recusalDecisionsZh from '@/lib/recusals/decisions/messages.zh.json'
import recusalRequestsEn from '@/lib/recusals/requests/messages.en.json'
import recusalRequestsZh from '@/lib/recusals/requests/messages.zh.json'
import refusalsEn from '@/lib/recusals/refusals/messages.en.json'
import refusalsZh from '@/lib/recusals/refusals/messages.zh.json'
import filingEn from '@/lib/filing/messages.en.json'
import filingZh from '@/lib/filing/messages.zh.json'
import notificationsEn from '@/lib/notifications/messages.en.json'
import notificationsZh from '@/lib/notifications/messages.zh.json'
import noticeSettingsEn from '@/lib/notifications/preferences/messages.en.json'
import noticeSettingsZh from '@/lib/notifications/preferences/messages.zh.json'
import mailEn from '@/lib/notifications/mail/messages.en.json'
import mailZh from '@/lib/notifications/mail/messages.zh.json'
import webhooksEn from '@/lib/notifications/webhooks/messages.en.json'
import webhooksZh from '@/lib/notifications/webhooks/messages.zh.json'
import organsEn from '@/lib/organs/messages.en.json'
import organsZh from '@/lib/organs/messages.zh.json'
import platformEn from '@/lib/platform/messages.en.json'
import platformZh from '@/lib/platform/messages.zh.json'
import recordsEn from '@/lib/records/messages.en.json'
import recordsZh from '@/lib/records/messages.zh.json'
import searchesEn from '@/lib/searches/messages.en.json'
import searchesZh from '@/lib/searches/messages.zh.json'
import reviewEn from '@/lib/review/messages.en.json'
import applicationsEn from '@/lib/recusals/applications/messages.en.json'
import applicationsZh from '@/lib/recusals/applications/messages.zh.json'
import affectedActsEn from '@/lib/recusals/acts/messages.en.json'
import affectedActsZh from '@/lib/recusals/acts/messages.zh.json'
import objectionsEn from '@/lib/recusals/objections/messages.en.json'
import objectionsZh from '@/lib/recusals/objections/messages.zh.json'
import reviewZh from '@/lib/review/messages.zh.json'
import tokensEn from '@/lib/identity/tokens/messages.en.json'
import tokensZh from '@/lib/identity/tokens/messages.zh.json'
import apiEn from '@/lib/api/messages.en.json'
import apiZh from '@/lib/api/messages.zh.json'
import statisticsEn from '@/lib/statistics/messages.en.json'
import statisticsZh from '@/lib/statistics/messages.zh.json'
import toursEn from '@/lib/tours/messages.en.json'
import toursZh from '@/lib/tours/messages.zh.json'
import rulebookEn from '@/lib/rulebook/messages.en.json'
import rulebookZh from '@/lib/rulebook/messages.zh.json'

export const LOCALES = ['zh', 'en'] as const
export type Locale = (typeof LOCALES)[number]

export interface Messages {
  [key: string]: string | Messages
}

/** Every module's words under its namespace. */
export const CATALOGUES: Readonly<Record<Locale, Messages>> = {
  zh: {
    advanceReports: advanceReportsZh,
    audit: auditZh,
    calendar: calendarZh,
    cases: casesZh,
    desk: deskZh,
    documents: documentsZh,
    enterprises: enterprisesZh,
    exports: exportsZh,
    identity: identityZh,
    imports: importsZh,
    matters: mattersZh,
    recusalDecisions: recusalDecisionsZh,
    recusalRequests: recusalRequestsZh,
    refusals: refusalsZh,
    objections: objectionsZh,
    affectedActs: affectedActsZh,
    applications: applicationsZh,
    filing: filingZh,
    notifications: notificationsZh,
    noticeSettings: noticeSettingsZh,
    mail: mailZh,
    webhooks: webhooksZh,
    organs: organsZh,
    platform: platformZh,
    records: recordsZh,
    searches: searchesZh,
    review: reviewZh,
    rulebook: rulebookZh,
    tokens: tokensZh,
    api: apiZh,
    statistics: statisticsZh,
    tours: toursZh,
  },
  en: {
    advanceReports: advanceReportsEn,
    audit: auditEn,
    calendar: calendarEn,
    cases: casesEn,
    desk: deskEn,
    documents: documentsEn,
    enterprises: enterprisesEn,
    exports: exportsEn,
    identity: identityEn,
    imports: importsEn,
    matters: mattersEn,
    recusalDecisions: recusalDecisionsEn,
    recusalRequests: recusalRequestsEn,
    refusals: refusalsEn,
    objections: objectionsEn,
    affectedActs: affectedActsEn,
    applications: applicationsEn,
    filing: filingEn,
    notifications: notificationsEn,
    noticeSettings: noticeSettingsEn,
    mail: mailEn,
    webhooks: webhooksEn,
    organs: organsEn,
    platform: platformEn,
    records: recordsEn,
    searches: searchesEn,
    review: reviewEn,
    rulebook: rulebookEn,
    tokens: tokensEn,
    api: apiEn,
    statistics: statisticsEn,
    tours: toursEn,
  },
}

export function isLocale(value: string | undefined): value is Locale {
  return value === 'zh' || value === 'en'
}

/** Words for the worker, exports and documents; pages use next-intl. */
export function getTranslator(locale: Locale) {
  return createTranslator({ locale, messages: CATALOGUES[locale], timeZone: 'Asia/Shanghai' })
}

type Translate = (key: string, params?: Record<string, string | number>) => string

/** A refusal in the user's words. */
export function refusalText(t: Translate, refusal: Refusal): string {
  return t(`${refusal.module}.refusal.${refusal.code}`, refusal.params)
}
