import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { curlOf } from '@/components/api/curl'
import { OperationEntry, Opener, Shell, SUMMARY, type OperationWords } from '@/components/api/operation-entry'
import { NameLine, SchemaTable } from '@/components/api/schema-table'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { conditionsOf, documentOf } from '@/lib/api/openapi/openapi'
import type { OpenApiDocument, OpenApiOperation } from '@/lib/api/openapi/types'
import { OPERATIONS } from '@/lib/api/operations'
import { PERSONAL_SCOPES, SERVICE_SCOPES, type Scope } from '@/lib/identity/tokens/schema'
import { env } from '@/lib/platform/env'
import { PublicPage } from '../public-page'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('api'))('page.title') }
}

const isOf = (scopes: readonly Scope[], scope: Scope) => scopes.includes(scope)

async function wordsOf(): Promise<OperationWords> {
  const t = await getTranslations('api.page')
  return {
    optional: t('optional'),
    listOf: t('listOf'),
    choices: t('choices'),
    parameters: t('parameters'),
    place: { path: t('place.path'), query: t('place.query'), header: t('place.header') },
    body: t('body'),
    answers: t('answers'),
    example: t('example'),
  }
}

/** The REST interface for people: how to begin, the conventions, every operation and every schema, from the document. */
export default async function ApiDocsPage() {
  const t = await getTranslations('api.page')
  const scopeWords = await getTranslations('tokens.scope')
  const locale = (await getLocale()) === 'en' ? 'en' : 'zh'
  const document: OpenApiDocument = documentOf(OPERATIONS, locale)
  const { scopes, minute, hour, kb } = conditionsOf()
  const bearers = (scope: Scope) =>
    [
      ...(isOf(PERSONAL_SCOPES, scope) ? [t('callers.person')] : []),
      ...(isOf(SERVICE_SCOPES, scope) ? [t('callers.service')] : []),
    ].join(' · ')
  return (
    <PublicPage width="wide">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
        <header className="grid gap-2">
          <h1 className="text-2xl font-semibold">{t('title')}</h1>
          <p className="text-ink-2">{t('lead')}</p>
          <p className="flex flex-wrap gap-x-5 gap-y-1">
            <a className="link" href="/api/v1/openapi.json">
              {t('document')}
            </a>
            <span className="text-ink-3">
              {document.info.version} · OpenAPI {document.openapi}
            </span>
          </p>
        </header>
        <Card aria-labelledby="start">
          <CardHeader id="start" title={t('start')} />
          <CardBody className="grid gap-3">
            <p>{t('startText')}</p>
            <Shell label={t('example')}>
              {`curl '${env().NEXTAUTH_URL}/api/v1/me' \\\n  -H "Authorization: Bearer $QINQING_TOKEN"`}
            </Shell>
          </CardBody>
        </Card>
        <Card aria-labelledby="conventions">
          <CardHeader id="conventions" title={t('conventions')} />
          <CardBody>
            <ul className="grid list-disc gap-1.5 pl-5">
              <li>{t('key')}</li>
              <li>{t('version')}</li>
              <li>{t('paging')}</li>
              <li>{t('limits', { minute, hour })}</li>
              <li>{t('size', { kb })}</li>
            </ul>
          </CardBody>
        </Card>
        <Card aria-labelledby="errors">
          <CardHeader id="errors" title={t('errors')} />
          <CardBody>
            <p>{t('errorsText')}</p>
          </CardBody>
        </Card>
        <Card aria-labelledby="scopes">
          <CardHeader id="scopes" title={t('scopes')} />
          <CardBody>
            <ul>
              {scopes.map((scope) => (
                <NameLine key={scope} name={scope}>
                  {scopeWords(scope)}
                  <span className="block text-ink-3">{bearers(scope)}</span>
                </NameLine>
              ))}
            </ul>
          </CardBody>
        </Card>
        <Operations document={document} />
        <Schemas document={document} />
      </div>
    </PublicPage>
  )
}

async function Operations({ document }: { document: OpenApiDocument }) {
  const t = await getTranslations('api.page')
  const words = await wordsOf()
  const base = `${env().NEXTAUTH_URL}${document.servers[0]?.url ?? ''}`
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  const need = ({ security, 'x-callers': callers }: OpenApiOperation) =>
    security.length === 0
      ? t('callers.everybody')
      : t('need', {
          scope: security[0]?.token[0] ?? t('anyScope'),
          callers: t(`callers.${callers}`),
        })
  return document.tags.map((tag) => (
    <Card key={tag.name} aria-labelledby={`tag-${tag.name}`}>
      <CardHeader id={`tag-${tag.name}`} title={tag.description} />
      <CardBody flush>
        {all
          .filter(({ operation }) => operation.tags.includes(tag.name))
          .map(({ path, method, operation }) => (
            <OperationEntry
              key={operation.operationId}
              path={path}
              method={method}
              operation={operation}
              need={need(operation)}
              curl={curlOf(base, path, method, operation)}
              words={words}
            />
          ))}
      </CardBody>
    </Card>
  ))
}

async function Schemas({ document }: { document: OpenApiDocument }) {
  const t = await getTranslations('api.page')
  const words = await wordsOf()
  return (
    <Card aria-labelledby="schemas">
      <CardHeader id="schemas" title={t('schemas')} />
      <CardBody flush>
        {Object.entries(document.components.schemas)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, schema]) => (
            <details
              key={name}
              id={`schema-${name}`}
              className="group border-b border-line-2 last:border-b-0"
            >
              <summary className={SUMMARY}>
                <Opener />
                <code>{name}</code>
              </summary>
              <div className="px-5 pb-4 phone:px-4">
                <SchemaTable schema={schema} words={words} />
              </div>
            </details>
          ))}
      </CardBody>
    </Card>
  )
}
