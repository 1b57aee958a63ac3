import { Icon } from '@/components/ui/icon'
import { Tag, type Tone } from '@/components/ui/tag'
import type { OpenApiOperation, OpenApiParameter } from '@/lib/api/openapi/types'
import { typeOf } from './schema-rows'
import { NameLine, SchemaTable, TypeText, type SchemaWords } from './schema-table'

export interface OperationWords extends SchemaWords {
  parameters: string
  place: Record<OpenApiParameter['in'], string>
  body: string
  answers: string
  example: string
}

interface Props {
  path: string
  method: string
  operation: OpenApiOperation
  /** What the token needs, and whose it is. */
  need: string
  curl: string
  words: OperationWords
}

const TONES: Readonly<Record<string, Tone>> = { GET: 'accent', POST: 'green', PUT: 'amber' }

/** A line that opens into more, with a sign that it does. */
export const SUMMARY =
  'flex min-h-12 cursor-pointer list-none flex-wrap items-center gap-x-3 gap-y-1 px-5 py-2.5 hover:bg-hover phone:px-4 ' +
  '[&::-webkit-details-marker]:hidden'

export function Opener() {
  return <Icon name="chevron" className="size-4 shrink-0 -rotate-90 text-ink-3 group-open:rotate-0" />
}

/** A call to copy; long lines scroll. */
export function Shell({ label, children }: { label: string; children: string }) {
  return (
    <pre
      className="overflow-x-auto rounded-md border border-line-2 bg-hover px-3 py-2 font-mono text-xs/relaxed"
      tabIndex={0}
      role="region"
      aria-label={label}
    >
      <code>{children}</code>
    </pre>
  )
}

/** One operation: a line that opens into parameters, body, answers and a call to copy. */
export function OperationEntry({ path, method, operation, need, curl, words }: Props) {
  const { operationId, summary, description, parameters, requestBody, responses } = operation
  const body = requestBody?.content['application/json']
  return (
    <details id={operationId} className="group border-b border-line-2 last:border-b-0">
      <summary className={SUMMARY}>
        <Opener />
        <Tag tone={TONES[method]}>{method}</Tag>
        <code className="min-w-0 text-sm wrap-anywhere">{path}</code>
        <span className="text-sm text-ink-2">{summary}</span>
      </summary>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 px-5 pt-1 pb-5 phone:px-4">
        {description ? <p>{description}</p> : null}
        <p className="text-sm text-ink-3">
          {need} · <code>{operationId}</code>
        </p>
        {parameters.length > 0 ? (
          <div>
            <h3 className="mb-1 font-medium">{words.parameters}</h3>
            <ul>
              {parameters.map((one) => (
                <NameLine
                  key={`${one.in} ${one.name}`}
                  name={one.name}
                  mark={one.required ? words.place[one.in] : `${words.place[one.in]} · ${words.optional}`}
                >
                  <TypeText parts={typeOf(one.schema, words)} />
                  {one.description ? <span className="block text-ink-3">{one.description}</span> : null}
                </NameLine>
              ))}
            </ul>
          </div>
        ) : null}
        {body ? (
          <div>
            <h3 className="mb-1 font-medium">{words.body}</h3>
            <SchemaTable schema={body.schema} words={words} />
          </div>
        ) : null}
        <div>
          <h3 className="mb-1 font-medium">{words.answers}</h3>
          <ul>
            {Object.entries(responses).map(([status, { description: what, content = {} }]) => (
              <NameLine key={status} name={status}>
                {what}
                {Object.entries(content)
                  .filter(([type]) => type !== 'application/problem+json')
                  .map(([type, { schema }]) => (
                    <span key={type} className="block">
                      {type === 'application/json' ? (
                        <TypeText parts={typeOf(schema, words)} />
                      ) : (
                        <code>{type}</code>
                      )}
                    </span>
                  ))}
              </NameLine>
            ))}
          </ul>
        </div>
        <div>
          <h3 className="mb-1 font-medium">{words.example}</h3>
          <Shell label={`${operationId} ${words.example}`}>{curl}</Shell>
        </div>
      </div>
    </details>
  )
}
