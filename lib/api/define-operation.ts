import type { z } from 'zod'
import type { Call, Callers, Definition, Operation } from './types'

/**
 * The only way to make an operation of the REST interface. The definition is all there is: the route answers by it and the
 * OpenAPI document is printed from it.
 */
export function defineOperation<
  W extends Callers,
  A extends z.ZodType,
  P extends z.ZodObject = z.ZodObject<Record<string, never>>,
  Q extends z.ZodObject = z.ZodObject<Record<string, never>>,
  B extends z.ZodType = z.ZodUndefined,
>(definition: Definition<W, P, Q, B, A>): Operation {
  const { run, ...rest } = definition
  return {
    ...rest,
    // What stands in the call was parsed with this definition's own schemas.
    run: async (call) => run(call as unknown as Call<W, z.output<P>, z.output<Q>, z.output<B>>),
  }
}
