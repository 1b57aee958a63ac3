// The numbers of this process. What the whole installation has in its database is lib/operations.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { poolState } from './db'

export interface Metrics {
  registry: Registry
  requests: Counter<'route' | 'method' | 'status'>
  requestSeconds: Histogram<'route' | 'method' | 'status'>
  open: Gauge
  work: Counter<'kind' | 'name' | 'outcome'>
  workSeconds: Histogram<'kind' | 'name'>
}

/** The framework bundles this file more than once: one registry for the whole process. */
const holder = globalThis as typeof globalThis & { qinqingMetrics?: Metrics }

/** Seconds; the middle ones are the budgets of docs/performance.md. */
const REQUEST_BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10]
const WORK_BUCKETS = [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 1800]

export function metrics(): Metrics {
  holder.qinqingMetrics ??= make()
  return holder.qinqingMetrics
}

function make(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  new Gauge({
    name: 'qinqing_database_pool_connections',
    help: 'Connections of this process to the database, and how many requests wait for one.',
    labelNames: ['state'],
    registers,
    collect() {
      const { total, idle, waiting } = poolState()
      this.set({ state: 'busy' }, total - idle)
      this.set({ state: 'idle' }, idle)
      this.set({ state: 'waiting' }, waiting)
    },
  })
  const labelNames = ['route', 'method', 'status'] as const
  return {
    registry,
    requests: new Counter({
      name: 'qinqing_http_requests_total',
      help: 'Requests answered, by template of the address and class of the status.',
      labelNames,
      registers,
    }),
    requestSeconds: new Histogram({
      name: 'qinqing_http_request_duration_seconds',
      help: 'From the first byte of a request to the last of its answer.',
      labelNames,
      buckets: REQUEST_BUCKETS,
      registers,
    }),
    open: new Gauge({
      name: 'qinqing_http_requests_in_flight',
      help: 'Requests being answered now.',
      registers,
    }),
    work: new Counter({
      name: 'qinqing_worker_handled_total',
      help: 'Messages and timers that this process tried, by outcome.',
      labelNames: ['kind', 'name', 'outcome'],
      registers,
    }),
    workSeconds: new Histogram({
      name: 'qinqing_worker_handle_duration_seconds',
      help: 'How long a message or timer took.',
      labelNames: ['kind', 'name'],
      buckets: WORK_BUCKETS,
      registers,
    }),
  }
}
