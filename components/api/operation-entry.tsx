import { Tag, type Tone } from '@/components/ui/tag'
import type { OpenApiOperation, OpenApiParameter } from '@/lib/api/openapi/types'
import { typeOf } from './schema-rows'
import { SchemaTable, TABLE, TypeText, type SchemaWords } from './schema-table'

export interface OperationWords extends SchemaWords {
  scope: string
  forWhom: string
  parameters: string
  where: string
  place: Record<OpenApiParameter['in'], string>
  body: string
  answers: string
  example: string
  statusCode: string
}

interface Props {
  path: string
  method: string
  operation: OpenApiOperation
  /** What the token needs, and whose it is. */
  need: string
  callers: string
  curl: string
  words: OperationWords
}

const TONES: Readonly<Record<string, Tone>> = { GET: 'accent', POST: 'green', PUT: 'amber' }
const CODE = 'overflow-x-auto rounded-md border border-line-2 bg-hover px-3 py-2 text-xs/relaxed'

/** One operation: a line that opens into parameters, body, answers and a call to copy. */
export function OperationEntry({ path, method, operation, need, callers, curl, words }: Props) {
  const { operationId, summary, description, parameters, requestBody, responses } = operation
  const body = requestBody?.content['application/json']
  return (
    <details id={operationId} className="border-b border-line-2 last:border-b-0">
      <summary className="flex min-h-12 cursor-pointer flex-wrap items-center gap-x-3 gap-y-1 px-5 py-2.5 hover:bg-hover phone:px-4">
        <Tag tone={TONES[method]}>{method}</Tag>
        <code className="min-w-0 text-sm wrap-anywhere">{path}</code>
        <span className="text-sm text-ink-2">{summary}</span>
      </summary>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 px-5 pt-1 pb-5 phone:px-4">
        {description ? <p>{description}</p> : null}
        <p className="text-sm text-ink-3">
          {words.scope} <code>{need}</code> · {words.forWhom} {callers} · <code>{operationId}</code>
        </p>
        {parameters.length > 0 ? (
          <div>
            <h4 className="mb-1 font-medium">{words.parameters}</h4>
            <ParameterTable
              parameters={parameters}
              caption={`${operationId} ${words.parameters}`}
              words={words}
            />
          </div>
        ) : null}
        {body ? (
          <div>
            <h4 className="mb-1 font-medium">{words.body}</h4>
            <SchemaTable schema={body.schema} caption={`${operationId} ${words.body}`} words={words} />
          </div>
        ) : null}
        <div>
          <h4 className="mb-1 font-medium">{words.answers}</h4>
          <ul className="text-sm">
            {Object.entries(responses).map(([status, { description: what, content = {} }]) => (
              <li key={status}>
                <code>{status}</code> {what}
                {Object.entries(content)
                  .filter(([type]) => type !== 'application/problem+json')
                  .map(([type, { schema }]) => (
                    <span key={type}>
                      {' '}
                      — {type === 'application/json' ? null : <code>{type} </code>}
                      <TypeText parts={typeOf(schema, words)} />
                    </span>
                  ))}
              </li>
            ))}
          </ul>
        </div>
        <div>
          <h4 className="mb-1 font-medium">{words.example}</h4>
          <pre className={CODE} tabIndex={0} role="region" aria-label={`${operationId} ${words.example}`}>
            <code>{curl}</code>
          </pre>
        </div>
      </div>
    </details>
  )
}

interface Parameters {
  parameters: readonly OpenApiParameter[]
  caption: string
  words: OperationWords
}

function ParameterTable({ parameters, caption, words }: Parameters) {
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={caption}>
      <table className={TABLE}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.where}</th>
            <th scope="col">{words.type}</th>
            <th scope="col">{words.description}</th>
          </tr>
        </thead>
        <tbody>
          {parameters.map((one) => (
            <tr key={`${one.in} ${one.name}`}>
              <td>
                <code>{one.name}</code>
                {one.required ? null : <span className="block text-xs text-ink-3">{words.optional}</span>}
              </td>
              <td className="whitespace-nowrap">{words.place[one.in]}</td>
              <td>
                <TypeText parts={typeOf(one.schema, words)} />
              </td>
              <td>{one.description}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
