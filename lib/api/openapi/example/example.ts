/** As much of JSON Schema as our own documents use. */
export interface JsonSchema {
  $ref?: string
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  default?: unknown
  format?: string
  pattern?: string
  minLength?: number
  minItems?: number
  minimum?: number
  description?: string
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  allOf?: JsonSchema[]
  additionalProperties?: JsonSchema | boolean
}

const FORMATS: Readonly<Record<string, string>> = {
  uuid: '0190b6f2-5f00-7000-8000-000000000000',
  date: '2026-11-27',
  'date-time': '2026-11-27T01:30:00.000Z',
}

/** Our own minutes and days, by a sign of their patterns; minutes first. */
const PATTERNS: readonly [string, string][] = [
  ['T(', '2026-11-27T09:30'],
  ['\\d{4}-\\d{2}-\\d{2}', '2026-11-27'],
]

/** Something that a schema lets through: what is required, each in its plainest form. */
export function exampleOf(schema: JsonSchema, schemas: Readonly<Record<string, JsonSchema>>): unknown {
  if (schema.$ref) return exampleOf(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, schemas)
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.default !== undefined) return schema.default
  const one = schema.anyOf?.[0] ?? schema.oneOf?.[0] ?? schema.allOf?.[0]
  if (one) return exampleOf(one, schemas)
  const type = Array.isArray(schema.type) ? (schema.type[0] ?? '') : (schema.type ?? '')
  switch (type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, exampleOf(schema.properties?.[name] ?? {}, schemas)]),
      )
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => exampleOf(schema.items ?? {}, schemas))
    case 'integer':
    case 'number':
      return schema.minimum ?? 1
    case 'boolean':
      return true
    case 'null':
      return null
    default:
      return (
        FORMATS[schema.format ?? ''] ?? PATTERNS.find(([sign]) => schema.pattern?.includes(sign))?.[1] ?? '…'
      )
  }
}
