import type { JsonSchema } from '@/lib/api/openapi/types'
import { rowsOf, typeOf, type TypePart } from './schema-rows'

export interface SchemaWords {
  name: string
  type: string
  description: string
  required: string
  optional: string
  listOf: string
  choices: string
  none: string
}

/** Plain tables: hundreds of them make one page. */
export const TABLE =
  'w-full border-collapse text-left text-sm [&_td]:border-t [&_td]:border-line-2 [&_td]:py-1.5 [&_td]:pr-4 [&_td]:align-top ' +
  '[&_th]:pr-4 [&_th]:pb-1.5 [&_th]:text-xs [&_th]:font-medium [&_th]:text-ink-3'

export function TypeText({ parts }: { parts: readonly TypePart[] }) {
  return parts.map((part, place) =>
    part.schema ? (
      <a key={place} className="link" href={`#schema-${part.schema}`}>
        {part.text}
      </a>
    ) : (
      <span key={place} className="wrap-anywhere">
        {part.text}
      </span>
    ),
  )
}

/** The properties of a schema; of several forms told apart by one value, each under that value. */
export function SchemaTable({
  schema,
  caption,
  words,
}: {
  schema: JsonSchema
  caption: string
  words: SchemaWords
}) {
  const forms = schema.oneOf ?? schema.anyOf
  if (forms)
    return (
      <div className="grid gap-4">
        {forms.map((form, place) => {
          const event = form.properties?.event?.const
          const title = typeof event === 'string' ? `event: ${event}` : `${caption} ${place + 1}`
          return (
            <div key={title}>
              <p className="mb-1 font-medium">
                <code>{title}</code>
              </p>
              <SchemaTable schema={form} caption={`${caption} ${title}`} words={words} />
            </div>
          )
        })}
      </div>
    )
  const rows = rowsOf(schema, words)
  if (rows.length === 0)
    return (
      <p className="text-sm">
        <TypeText parts={typeOf(schema, words)} />
      </p>
    )
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={caption}>
      <table className={TABLE}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.type}</th>
            <th scope="col">{words.description}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <td>
                <code className="wrap-anywhere">{row.name}</code>
                {row.required ? null : <span className="block text-xs text-ink-3">{words.optional}</span>}
              </td>
              <td>
                <TypeText parts={row.type} />
              </td>
              <td>{row.description}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
