// npm run backup and npm run restore: the folder is the argument. Exit 0 done and the log intact, 1 refused or findings, 2
// wrong use.
import { resolve } from 'node:path'
import { verifyLog } from '@/lib/audit/queries'
import { systemClock } from '@/lib/platform/clock'
import { closeDb } from '@/lib/platform/db'
import { FileStoreError } from '@/lib/platform/file-store'
import { readBackup } from './read'
import { Unusable } from './tables'
import { writeBackup } from './write'

const WORK = { backup: writeBackup, restore: readBackup } as const
const DONE = { backup: '已备份 Backed up', restore: '已恢复 Restored' } as const

async function main(): Promise<number> {
  const [what, folder] = process.argv.slice(2)
  if ((what !== 'backup' && what !== 'restore') || !folder) {
    console.error('npm run backup -- <文件夹 folder> · npm run restore -- <文件夹 folder>')
    return 2
  }
  const place = resolve(process.env.CALLER_DIR ?? '.', folder)
  const { tables, files, log } = await WORK[what](process.env.BACKUP_OWNER_URL ?? '', place)
  const rows = Object.values(tables).reduce((sum, { rows: n }) => sum + n, 0)
  console.log(
    `✓ ${DONE[what]}: ${Object.keys(tables).length} 张表 tables, ${rows} 行 rows, ${Object.keys(files).length} 个文件 files, ${place}`,
  )
  const { findings, entries, headIndex, headHash } = await verifyLog(systemClock.now())
  // Beside a running product the log may have grown since the snapshot; it never becomes shorter.
  const whole =
    findings.length === 0 && headIndex >= log.index && (what === 'backup' || headHash === log.hash)
  if (!whole) {
    console.error(
      `✗ 日志核验未通过，请运行 npm run audit:verify。 The log is not intact: ${findings.length} findings; see npm run audit:verify.`,
    )
    return 1
  }
  console.log(`✓ 日志完整 The log is intact: ${entries} 条 entries, ${headIndex} ${headHash}`)
  return 0
}

const known = (error: unknown) => error instanceof Unusable || error instanceof FileStoreError
void main()
  .catch((error: unknown) => {
    console.error(known(error) && error instanceof Error ? `✗ ${error.message}` : error)
    return 1
  })
  .then(async (code) => {
    await closeDb()
    process.exit(code)
  })
