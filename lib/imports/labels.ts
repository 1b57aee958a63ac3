import type { ImportStatus } from './types'

/** The heading of an import's page, below `imports.batch`. */
export const TITLE = {
  UPLOADED: 'mappingTitle',
  CHECKING: 'checkingTitle',
  PENDING: 'title',
  RUNNING: 'runningTitle',
  STOPPED: 'stoppedTitle',
  DONE: 'doneTitle',
  UNDOING: 'undoingTitle',
  UNDONE: 'undoneTitle',
  FAILED: 'failedTitle',
  CANCELLED: 'cancelledTitle',
} as const satisfies Record<ImportStatus, string>
