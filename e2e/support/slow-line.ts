import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** Pages come in pieces of so many bytes, with a pause of so many milliseconds between two. */
const PIECE = 4 * 1024
const PAUSE = 60

/** A way to the app on which its pages, and they alone, arrive piece by piece. */
export async function slowLine(app: string): Promise<{ address: string; close: () => void }> {
  const server = createServer((asked, answer) => {
    const headers = { ...asked.headers, host: new URL(app).host, 'accept-encoding': 'identity' }
    const onward = request(new URL(asked.url ?? '/', app), { method: asked.method, headers }, (given) => {
      void (async () => {
        answer.writeHead(given.statusCode ?? 502, given.headers)
        const isPage = given.headers['content-type']?.startsWith('text/html') ?? false
        for await (const bytes of given as AsyncIterable<Buffer>)
          for (let at = 0; at < bytes.length; at += PIECE) {
            answer.write(bytes.subarray(at, at + PIECE))
            if (isPage) await pause(PAUSE)
          }
        answer.end()
      })().catch(() => answer.destroy())
    })
    onward.on('error', () => answer.destroy())
    answer.on('close', () => onward.destroy())
    asked.pipe(onward)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
  return {
    address,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
