import * as decisions from './recusals/decisions/operations'
import * as directory from './directory/operations'
import * as exporting from './exports/operations'
import * as matters from './matters/operations'
import * as openapi from './openapi/operations'
import * as own from './own/operations'
import * as reports from './reports/operations'
import * as requests from './recusals/requests/operations'
import type { Operation } from './types'

const isOperation = (value: unknown): value is Operation =>
  typeof value === 'object' && value !== null && 'run' in value

/** Every operation of the interface, in the order of its description. */
export const OPERATIONS: readonly Operation[] = [
  own,
  reports,
  requests,
  decisions,
  exporting,
  matters,
  directory,
  openapi,
]
  .flatMap((module) => Object.values(module) as unknown[])
  .filter(isOperation)
