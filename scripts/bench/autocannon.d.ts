// The little of autocannon 9 that the measurements use.
declare module 'autocannon' {
  interface Result {
    requests: { total: number; average: number }
    latency: { p50: number; p97_5: number; p99: number; average: number }
    non2xx: number
    errors: number
    timeouts: number
    '2xx': number
  }
  interface Options {
    url: string
    connections: number
    duration: number
    requests?: {
      method: 'GET' | 'POST'
      body?: string
      setupRequest?: (request: { headers?: Record<string, string> }) => object
    }[]
    headers?: Record<string, string>
    timeout?: number
  }
  export default function autocannon(options: Options): Promise<Result>
}
