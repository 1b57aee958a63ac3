import type { JsonSchema } from '@/lib/api/openapi/types'

export interface SchemaRow {
  name: string
  required: boolean
  type: TypePart[]
  description?: string
}

/** A piece of a type's words; with `schema` it is the name of a schema of its own. */
export interface TypePart {
  text: string
  schema?: string
}

interface Words {
  listOf: string
  choices: string
}

/** Nested objects are written out so deep; below that their name has to do. */
const DEEPEST = 2

const nameIn = (ref: string) => ref.split('/').at(-1) ?? ''

/** What a schema lets through, in few words. */
export function typeOf(schema: JsonSchema, words: Words): TypePart[] {
  if (schema.$ref) return [{ text: nameIn(schema.$ref), schema: nameIn(schema.$ref) }]
  if (schema.const !== undefined) return [{ text: JSON.stringify(schema.const) }]
  if (schema.enum) return [{ text: `${words.choices} ${schema.enum.map((one) => String(one)).join(', ')}` }]
  const several = schema.anyOf ?? schema.oneOf
  if (several)
    return several.flatMap((one, place) => [...(place > 0 ? [{ text: ' | ' }] : []), ...typeOf(one, words)])
  const type = Array.isArray(schema.type) ? schema.type.join(' | ') : (schema.type ?? 'any')
  if (type === 'array') return [{ text: words.listOf }, ...typeOf(schema.items ?? {}, words)]
  return [{ text: schema.format ? `${type} (${schema.format})` : type }]
}

/** The properties of an object schema, those of objects within under their path. */
export function rowsOf(schema: JsonSchema, words: Words, prefix = '', depth = 0): SchemaRow[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
    const own: SchemaRow = {
      name: `${prefix}${name}`,
      required: schema.required?.includes(name) ?? false,
      type: typeOf(inner, words),
      description: inner.description,
    }
    const nested = inner.properties ?? inner.items?.properties
    if (!nested || depth >= DEEPEST) return [own]
    const below = inner.properties ? inner : (inner.items ?? {})
    return [own, ...rowsOf(below, words, `${prefix}${name}${inner.properties ? '.' : '[].'}`, depth + 1)]
  })
}
