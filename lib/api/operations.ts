import * as decisions from './recusals/decisions/operations'
import * as directory from './directory/operations'
import * as exporting from './exports/operations'
import * as matters from './matters/operations'
import * as openapi from './openapi/operations'
import * as own from './own/operations'
import * as reports from './reports/operations'
import * as requests from './recusals/requests/operations'
import { METHODS, type Operation } from './types'

const isOperation = (value: unknown): value is Operation =>
  typeof value === 'object' && value !== null && 'run' in value

/** By address, readings before what writes: a module names its exports in the order of the alphabet. */
const byAddress = (a: Operation, b: Operation) =>
  a.path === b.path ? METHODS.indexOf(a.method) - METHODS.indexOf(b.method) : a.path < b.path ? -1 : 1

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
].flatMap((module) => (Object.values(module) as unknown[]).filter(isOperation).sort(byAddress))
