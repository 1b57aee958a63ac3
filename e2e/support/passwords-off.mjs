// A second app on the data folder of the running product, where passwords are for administrators only and the provider
// does not answer. Prints `ready <address>`; ends with SIGTERM or with whoever started it.
import { createServer } from 'node:net'
import { startEmbedded } from '../../scripts/embedded-postgres.mjs'
import { dataDir, endChild, environment, startApp, waitReady } from '../../scripts/setup.mjs'

const host = '127.0.0.1'
/** Nobody listens here: the port of an old service that is switched off everywhere. */
const NOBODY = 'http://127.0.0.1:9'

const port = await new Promise((done) => {
  const probe = createServer().listen(0, host, () => {
    const free = probe.address().port
    probe.close(() => done(free))
  })
})
const address = `http://${host}:${port}`
// Adopts the server that runs there; it goes on when this app ends.
const database = await startEmbedded({ dataDir: dataDir() })
const app = startApp({
  port,
  host,
  env: {
    ...environment(database, { port, host }),
    NEXTAUTH_URL: address,
    DEMO: '1',
    OIDC_ISSUER: NOBODY,
    OIDC_CLIENT_ID: 'qinqing',
    OIDC_CLIENT_SECRET: 'nobody',
    OIDC_PASSWORD_SIGN_IN: '0',
  },
})
const end = () => void endChild(app).then(() => process.exit(0))
for (const signal of ['SIGTERM', 'SIGINT', 'disconnect']) process.on(signal, end)
app.on('exit', () => process.exit(1))
await waitReady(address)
console.log(`ready ${address}`)
