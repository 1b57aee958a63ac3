// npm run migrate: once before the apps of a version start. Applies migrations, writes the first rules, names the first
// administrators that the environment holds, and makes the bucket of the file store. Safe to repeat, also at the same time.
import { migrate } from './migrate.mjs'
import { checkNode, databaseRoles, dataDir, fail, readSecretFiles, runTs, Sentence } from './setup.mjs'

try {
  checkNode()
  readSecretFiles()
  const { DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl } = process.env
  if (!appUrl || !ownerUrl)
    throw new Sentence(
      '请设置 DATABASE_URL 与 DATABASE_OWNER_URL（内置数据库由 npm start 迁移）。 Set DATABASE_URL and DATABASE_OWNER_URL (npm start migrates the embedded database).',
    )
  const applied = await migrate(ownerUrl, { appRole: databaseRoles(appUrl, ownerUrl).app })
  const env = { DATABASE_OWNER_URL: '', DATA_DIR: dataDir(), DEMO: process.env.DEMO ?? '0' }
  if (runTs('prisma/seed/seed.ts', env) !== 0)
    throw new Sentence('初始数据没有写入，见上面的输出。 The first data could not be written: see above.')
  if (env.DEMO === '0' && process.env.ADMIN_STAFF_NO && runTs('scripts/create-administrator.ts', env) !== 0)
    throw new Sentence('管理员没有设定，见上面的输出。 The administrators were not named: see above.')
  if (process.env.S3_ENDPOINT && runTs('scripts/prepare-store.ts', env) !== 0)
    throw new Sentence('文件存储没有准备好，见上面的输出。 The file store is not ready: see above.')
  console.log(
    `✓ 数据库已就绪，新增 ${applied.length} 项迁移。 The database is ready: ${applied.length} new migrations.`,
  )
} catch (error) {
  fail(error)
}
