// Makes the bucket of S3_BUCKET unless it is there, and tries that a file can be kept and read. Exit 0 ready, 1 not.
import { randomBytes } from 'node:crypto'
import { env } from '@/lib/platform/env'
import { FileStoreError } from '@/lib/platform/file-store'
import { files, readKept, s3Settings } from '@/lib/platform/files'
import { makeBucket } from '@/lib/platform/files-in-s3'

try {
  const settings = s3Settings()
  if (settings) await makeBucket(settings)
  const bytes = randomBytes(32)
  const key = `probe/${bytes.toString('hex')}`
  await files().put(key, bytes)
  const same = (await readKept(key))?.equals(bytes)
  await files().remove(key)
  if (!same) throw new FileStoreError('differs', 'what was kept is not what was read')
} catch (error) {
  const why = error instanceof FileStoreError ? `${error.code}: ${error.message}` : String(error)
  console.error(
    `✗ 文件存储 ${env().S3_BUCKET} 不能使用。 The file store ${env().S3_BUCKET} cannot be used: ${why}.`,
  )
  process.exit(1)
}
