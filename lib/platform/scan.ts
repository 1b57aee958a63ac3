import { connect } from 'node:net'
import { env } from './env'
import { logger } from './log'

/** Bytes sent at once; the length of each chunk goes before it. */
const CHUNK = 64 * 1024

export type ScanResult = 'clean' | 'infected' | 'unavailable' | 'not-configured'

/** Whether files are looked at by a virus scanner here. */
export function hasScanner(): boolean {
  return env().CLAMD_HOST !== ''
}

/**
 * Asks the virus scanner (clamd, command INSTREAM). Whoever calls refuses everything but `clean` and `not-configured`: a
 * scanner that does not answer lets nothing in.
 */
export async function scanFile(bytes: Uint8Array): Promise<ScanResult> {
  const { CLAMD_HOST: host, CLAMD_PORT: port, CLAMD_TIMEOUT_MS: timeout } = env()
  if (!host) return 'not-configured'
  try {
    const answer = await ask(bytes, { host, port, timeout })
    if (/\bOK$/.test(answer)) return 'clean'
    if (/\bFOUND$/.test(answer)) return 'infected'
    logger.error({ answer: answer.slice(0, 100) }, 'the virus scanner answered something else')
  } catch (error) {
    logger.error({ err: error }, 'the virus scanner does not answer')
  }
  return 'unavailable'
}

function ask(bytes: Uint8Array, at: { host: string; port: number; timeout: number }): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: at.host, port: at.port })
    let answer = ''
    socket.setTimeout(at.timeout, () => socket.destroy(new Error('timed out')))
    socket.on('error', reject)
    socket.setEncoding('utf8').on('data', (text: string) => (answer += text))
    socket.on('close', () => {
      const said = answer.replaceAll('\0', '').trim()
      if (said) resolve(said)
      else reject(new Error('no answer'))
    })
    socket.on('connect', () => {
      socket.write('zINSTREAM\0')
      for (let from = 0; from < bytes.length; from += CHUNK) {
        const part = bytes.subarray(from, from + CHUNK)
        const length = Buffer.alloc(4)
        length.writeUInt32BE(part.length)
        socket.write(length)
        socket.write(part)
      }
      socket.write(Buffer.alloc(4))
    })
  })
}
