import type { JsonValue } from '@/lib/platform/json'
import type { Handled, Handler } from '@/lib/platform/outbox'
import { carryOutImport } from './applying/commands'
import { checkImport } from './checking/commands'
import { cleanImport } from './commands'
import { takeBackImport } from './undoing/commands'
import type { Work } from './working/commands'

/** Long work on imports. Each finds out itself whether it is still wanted, so late and double calls are harmless. */
export const importHandlers: Record<string, Handler> = {
  'import-check': carriesOn(checkImport),
  'import-apply': carriesOn(carryOutImport),
  'import-undo': carriesOn(takeBackImport),
  'import-clean': (payload, { clock }) => cleanImport(clock, idOf(payload)),
}

function carriesOn(step: (work: Work, id: string) => Promise<void>): Handler {
  return (payload: JsonValue, { clock, signal, dedupeKey }: Handled) =>
    step({ clock, signal, claim: dedupeKey }, idOf(payload))
}

function idOf(payload: JsonValue): string {
  const id = typeof payload === 'object' && payload !== null && !Array.isArray(payload) ? payload.id : null
  if (typeof id !== 'string') throw new Error('a message about an import names none')
  return id
}
