import type { ReactNode } from 'react'
import type { JsonSchema } from '@/lib/api/openapi/types'
import { rowsOf, typeOf, type TypePart } from './schema-rows'

export interface SchemaWords {
  optional: string
  listOf: string
  choices: string
}

export function TypeText({ parts }: { parts: readonly TypePart[] }) {
  return parts.map((part, place) =>
    part.schema ? (
      <a key={place} className="link" href={`#schema-${part.schema}`}>
        {part.text}
      </a>
    ) : (
      <span key={place}>{part.text}</span>
    ),
  )
}

/** One name with its type and meaning: side by side on a desk, beneath each other on a phone. */
export function NameLine({ name, mark, children }: { name: string; mark?: string; children: ReactNode }) {
  return (
    <li className="grid grid-cols-[minmax(0,14rem)_minmax(0,1fr)] gap-x-4 border-t border-line-2 py-1.5 text-sm phone:grid-cols-[minmax(0,1fr)]">
      <span>
        <code className="wrap-anywhere">{name}</code>
        {mark ? <span className="ml-2 text-xs text-ink-3">{mark}</span> : null}
      </span>
      <span className="min-w-0 wrap-anywhere">{children}</span>
    </li>
  )
}

/** The properties of a schema; of several forms told apart by one value, each under that value. */
export function SchemaTable({ schema, words }: { schema: JsonSchema; words: SchemaWords }) {
  const forms = schema.oneOf ?? schema.anyOf
  if (forms)
    return (
      <ul className="grid gap-4">
        {forms.map((form, place) => {
          const event = form.properties?.event?.const
          return (
            <li key={place}>
              {typeof event === 'string' ? (
                <p className="mb-1 text-sm font-medium">
                  <code>{`event: ${event}`}</code>
                </p>
              ) : null}
              <SchemaTable schema={form} words={words} />
            </li>
          )
        })}
      </ul>
    )
  const rows = rowsOf(schema, words)
  if (rows.length === 0)
    return (
      <p className="text-sm wrap-anywhere">
        <TypeText parts={typeOf(schema, words)} />
      </p>
    )
  return (
    <ul>
      {rows.map((row) => (
        <NameLine key={row.name} name={row.name} mark={row.required ? undefined : words.optional}>
          <TypeText parts={row.type} />
          {row.description ? <span className="block text-ink-3">{row.description}</span> : null}
        </NameLine>
      ))}
    </ul>
  )
}
