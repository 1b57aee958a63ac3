import { z } from 'zod'

/** Named parts of the OpenAPI document: what is answered, and what is sent. */
export const ANSWERS = z.registry<{ id: string }>()
export const BODIES = z.registry<{ id: string }>()

/** Gives a schema of answers a name in the document. */
export function answered<S extends z.ZodType>(id: string, schema: S): S {
  ANSWERS.add(schema, { id })
  return schema
}

/** Gives a schema of bodies a name in the document. */
export function sent<S extends z.ZodType>(id: string, schema: S): S {
  BODIES.add(schema, { id })
  return schema
}

/** Lines of a page unless told, and at most. */
export const PAGE = { usual: 50, most: 100 } as const
const LONGEST_CURSOR = 1000

/** What every list with pages takes. */
export const pageQuery = {
  limit: z.coerce.number('platform.field.invalidNumber').int().min(1).max(PAGE.most).default(PAGE.usual),
  cursor: z.string().min(1).max(LONGEST_CURSOR).optional(),
}

/** A page of lines, with the cursor of the next; null on the last page. */
export function pageOf<S extends z.ZodType>(id: string, line: S) {
  return answered(id, z.object({ items: z.array(line), nextCursor: z.string().nullable() }))
}

export const instant = z.iso.datetime()
export const civilDay = z.iso.date()
export const json = z.record(z.string(), z.unknown())

/** RFC 9457. */
export const problemSchema = answered(
  'Problem',
  z.object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    fields: z.record(z.string(), z.string()).optional(),
    errorId: z.string().optional(),
  }),
)
export type Problem = z.infer<typeof problemSchema>
