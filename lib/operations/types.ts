export interface Waiting {
  /** Not done yet, in the future too. */
  waiting: number
  /** Should be done by now and nobody is at it. */
  due: number
  oldestDueAge: number
  /** Failed at least once. */
  retrying: number
  /** Set aside after too many failures: somebody has to look. */
  poisoned: number
}

/** What an operations team watches of the installation as a whole, as it stands in the database. Ages in seconds. */
export interface Readings {
  outbox: Waiting
  timers: Waiting
  openCases: Readonly<Record<string, number>>
  overdueCases: Readonly<Record<string, number>>
  workers: readonly { name: string; age: number }[]
  exportsInProgress: number
  /** In the last day. */
  exportsFailed: number
  /** Previewed, neither imported nor put away. */
  importsWaiting: number
  openSessions: number
  /** Accounts with failures in the last hour, and locked ones. */
  signIn: { failing: number; locked: number }
}
