import type { Readings, Waiting } from './types'

interface Metric {
  name: string
  help: string
  values: readonly { labels?: Readonly<Record<string, string>>; value: number }[]
}

const byLabel = (label: string, counts: Readonly<Record<string, number>>) =>
  Object.entries(counts).map(([name, value]) => ({ labels: { [label]: name }, value }))

function waitingMetrics(what: 'outbox' | 'timers', help: string, counted: Waiting): Metric[] {
  const { waiting, due, retrying, poisoned } = counted
  return [
    {
      name: `qinqing_${what}`,
      help: `${help}, by state.`,
      values: byLabel('state', { waiting, due, retrying, poisoned }),
    },
    {
      name: `qinqing_${what}_oldest_due_seconds`,
      help: 'How long the oldest that should be done by now waits.',
      values: [{ value: counted.oldestDueAge }],
    },
  ]
}

function metricsOf(readings: Readings): Metric[] {
  const { outbox, timers, openCases, overdueCases, workers, signIn } = readings
  const one = (name: string, help: string, value: number): Metric => ({ name, help, values: [{ value }] })
  return [
    ...waitingMetrics('outbox', 'Messages for the worker', outbox),
    ...waitingMetrics('timers', 'Timers of cases', timers),
    {
      name: 'qinqing_cases_open',
      help: 'Open cases without drafts, by kind.',
      values: byLabel('kind', openCases),
    },
    {
      name: 'qinqing_cases_overdue',
      help: 'Open cases whose running limit has passed, by kind.',
      values: byLabel('kind', overdueCases),
    },
    {
      name: 'qinqing_worker_heartbeat_age_seconds',
      help: 'Since each worker was heard; "worker" is whichever was heard last.',
      values: workers.map(({ name, age }) => ({ labels: { worker: name }, value: age })),
    },
    one('qinqing_exports_in_progress', 'Exports ordered or being written.', readings.exportsInProgress),
    one('qinqing_exports_failed_last_day', 'Exports that failed in the last day.', readings.exportsFailed),
    one(
      'qinqing_imports_waiting',
      'Imports previewed but neither imported nor put away.',
      readings.importsWaiting,
    ),
    one('qinqing_sessions_open', 'Sessions that are good now.', readings.openSessions),
    one('qinqing_sign_in_failing', 'Identifiers with failed sign-ins in the last hour.', signIn.failing),
    one('qinqing_sign_in_locked', 'Identifiers that are locked now.', signIn.locked),
  ]
}

/**
 * The readings in Prometheus' text format; null when the database did not answer, which is a number too. The same whichever
 * process is asked: aggregate with max, not sum.
 */
export function exposition(readings: Readings | null): string {
  const up: Metric = {
    name: 'qinqing_readings_up',
    help: 'Whether the numbers of the database could be read.',
    values: [{ value: readings ? 1 : 0 }],
  }
  return [up, ...(readings ? metricsOf(readings) : [])]
    .map(({ name, help, values }) => {
      const lines = values.map(({ labels, value }) => {
        const named = Object.entries(labels ?? {}).map(([key, text]) => `${key}="${escaped(text)}"`)
        return `${name}${named.length > 0 ? `{${named.join(',')}}` : ''} ${value}`
      })
      return [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, ...lines].join('\n')
    })
    .join('\n\n')
}

const escaped = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
