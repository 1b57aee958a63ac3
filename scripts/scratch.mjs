// Folders and database servers that live as long as one run of a test or a check.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A new folder that the user PostgreSQL runs as can pass through, so that nothing is put elsewhere. */
export function scratchFolder(name) {
  const folder = mkdtempSync(join(tmpdir(), `qinqing-${name}-`))
  chmodSync(folder, 0o711)
  return folder
}

/** An embedded server in such a folder. `remove` stops it and takes its files away; so does the end of this process. */
export async function scratchServer(name) {
  const { startEmbedded } = await import('./embedded-postgres.mjs')
  const folder = scratchFolder(name)
  let server
  const remove = () => {
    process.off('exit', remove)
    server?.stop()
    for (const path of [folder, server?.home]) if (path) rmSync(path, { recursive: true, force: true })
  }
  process.on('exit', remove)
  try {
    server = await startEmbedded({ dataDir: folder })
  } catch (error) {
    remove()
    throw error
  }
  return { ...server, remove }
}
