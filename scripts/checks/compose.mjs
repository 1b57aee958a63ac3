// The container files say the same as the product: settings that exist, commands, ports and paths that are there, migrations
// once and before the apps, declared volumes and secrets, and a proxy that sets its own headers.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parse } from 'yaml'
import { ROOT, read, report } from './files.mjs'

/** Settings of the product as images and machines pass them on; `_FILE` is where a secret lies. */
const SETTING = /^\s{2}([A-Z][A-Z0-9_]+):/gm
/** Of the images beside ours. */
const OTHERS = /^(POSTGRES|MINIO)_/
const REGISTRY = /^[^/]*[.:][^/]*\//

const list = (value) => (Array.isArray(value) ? value : value ? Object.keys(value) : [])

/** Everything that is wrong; `there` says whether a path of the sources or the build exists. */
export function problemsOf({ compose, dockerfile, ignored, nginx, env, operations, scripts, there }) {
  const problems = []
  const wrong = (what) => problems.push(what)
  const services = Object.entries(compose.services ?? {})
  const known = new Set([...env.matchAll(SETTING)].map(([, name]) => name))
  for (const [, name] of operations.matchAll(/`([A-Z][A-Z0-9_]{2,})`/g)) known.add(name)

  // The image.
  const stages = [...dockerfile.matchAll(/^FROM (\S+)(?: AS (\S+))?/gm)]
  if (REGISTRY.test(stages[0]?.[1] ?? '')) wrong(`Dockerfile: ${stages[0][1]} names a registry`)
  const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM'))
  if (!/^USER (?!root\b)\w+/m.test(last)) wrong('Dockerfile: the image runs as root')
  if (/registry\s*=|--registry|NPM_CONFIG_REGISTRY/i.test(dockerfile))
    wrong('Dockerfile: the registry of npm belongs in .npmrc')
  for (const [, from, paths] of dockerfile.matchAll(/^COPY (?:--from=(\S+) )?(.+)$/gm)) {
    if (from && !stages.some(([, , name]) => name === from)) wrong(`Dockerfile: there is no stage ${from}`)
    for (const path of paths.split(' ').slice(0, -1)) {
      const own = path.replace(/^\/app\//, '').replace(/^\.\//, '')
      if (own !== '.' && !there(own)) wrong(`Dockerfile: there is no ${own} to copy`)
    }
  }
  const port = /^EXPOSE (\d+)$/m.exec(last)?.[1]
  const listens = /\bPORT=(\d+)/.exec(last)?.[1]
  if (port !== listens) wrong(`Dockerfile: EXPOSE ${port}, but PORT=${listens}`)
  for (const [, name] of last.matchAll(/\b([A-Z][A-Z_]+)=/g))
    if (!known.has(name)) wrong(`Dockerfile: nobody knows the setting ${name}`)
  for (const path of ['node_modules', '.next', '.git', '.data', 'secrets'])
    if (!ignored.includes(path)) wrong(`.dockerignore: ${path} would come into the image`)

  // Services of our image, by the npm script that each runs.
  const ours = services.filter(([, service]) => service.build)
  const runs = (name) => ours.filter(([, service]) => service.command?.join(' ') === `npm run ${name}`)
  for (const [name, service] of ours) {
    const script = /^npm run (\S+)$/.exec(list(service.command).join(' '))?.[1]
    if (!script || !scripts[script]) wrong(`compose.yaml: ${name} runs no script of package.json`)
    if (!list(service.cap_drop).includes('ALL')) wrong(`compose.yaml: ${name} keeps capabilities`)
    for (const setting of list(service.environment)) {
      const plain = setting.replace(/_FILE$/, '')
      if (!known.has(plain)) wrong(`compose.yaml: ${name} sets ${setting}, which nobody knows`)
      const file = service.environment[setting]
      if (
        setting.endsWith('_FILE') &&
        !list(service.secrets).includes(String(file).replace('/run/secrets/', ''))
      )
        wrong(`compose.yaml: ${name} reads ${file}, but has no such secret`)
    }
    if (script !== 'migrate' && list(service.environment).some((one) => one.startsWith('DATABASE_OWNER_URL')))
      wrong(`compose.yaml: ${name} has the owner's address`)
  }
  const script = /^CMD \["npm", "run", "(\S+)"\]$/m.exec(last)?.[1]
  if (!script || !scripts[script]) wrong('Dockerfile: CMD runs no script of package.json')

  const [apps, workers, migrations] = [runs('app'), runs('worker'), runs('migrate')]
  if (apps.length < 2) wrong('compose.yaml: fewer than two apps')
  if (workers.length < 1) wrong('compose.yaml: no worker')
  if (migrations.length !== 1) wrong('compose.yaml: migrations run once')
  const [migrate, job] = migrations[0] ?? []
  if (job && job.restart !== 'no') wrong('compose.yaml: migrations would run again and again')
  for (const [name, service] of [...apps, ...workers])
    if (service.depends_on?.[migrate]?.condition !== 'service_completed_successfully')
      wrong(`compose.yaml: ${name} does not wait for the migrations`)
  for (const [name, service] of apps)
    if (!JSON.stringify(service.healthcheck ?? '').includes(`127.0.0.1:${port}/api/ready`))
      wrong(`compose.yaml: ${name} is not asked whether it is ready on port ${port}`)
  const metricsPort = workers[0]?.[1].environment?.WORKER_METRICS_PORT
  for (const [name, service] of workers)
    if (!metricsPort || !JSON.stringify(service.healthcheck ?? '').includes(`:${metricsPort}/health`))
      wrong(`compose.yaml: ${name} is not asked whether it is well on WORKER_METRICS_PORT`)

  // What services share.
  const declared = { volumes: compose.volumes, secrets: compose.secrets, networks: compose.networks }
  const used = { volumes: new Set(), secrets: new Set(), networks: new Set() }
  for (const [name, service] of services) {
    if (service.image && REGISTRY.test(service.image)) wrong(`compose.yaml: ${name} names a registry`)
    if (job !== service && !service.healthcheck) wrong(`compose.yaml: ${name} has no health check`)
    for (const volume of list(service.volumes)) {
      const [source] = volume.split(':')
      if (!source.startsWith('.')) used.volumes.add(source)
      else if (!there(source.replace(/^\.\//, '')))
        wrong(`compose.yaml: ${name} mounts ${source}, which is not there`)
    }
    for (const what of ['secrets', 'networks']) for (const one of list(service[what])) used[what].add(one)
    for (const one of list(service.depends_on))
      if (!compose.services[one]) wrong(`compose.yaml: ${name} waits for ${one}, which is not there`)
    for (const setting of list(service.environment))
      if (!service.build && !OTHERS.test(setting)) wrong(`compose.yaml: ${name} sets ${setting}`)
  }
  for (const [what, names] of Object.entries(used)) {
    for (const one of names) if (!(one in (declared[what] ?? {}))) wrong(`compose.yaml: ${what} lacks ${one}`)
    for (const one of list(declared[what]))
      if (!names.has(one)) wrong(`compose.yaml: nobody uses ${what} ${one}`)
  }

  // The proxy: who calls is what the proxy saw, never what the caller said.
  for (const [name] of apps)
    if (!nginx.includes(`server ${name}:${port}`)) wrong(`nginx.conf: nothing is passed to ${name}:${port}`)
  for (const line of [
    'X-Forwarded-For $remote_addr;',
    'X-Forwarded-Host $http_host;',
    'X-Request-Id $request_id;',
    'Forwarded "";',
  ])
    if (!nginx.includes(`proxy_set_header ${line}`)) wrong(`nginx.conf: proxy_set_header ${line} is missing`)
  if (nginx.includes('$proxy_add_x_forwarded_for')) wrong('nginx.conf: X-Forwarded-For is appended to')
  if (!/location = \/api\/metrics \{ return 404; \}/.test(nginx)) wrong('nginx.conf: the numbers are public')
  return problems
}

/** The files as they are. */
export function sources() {
  return {
    compose: parse(read('compose.yaml'), { merge: true }),
    dockerfile: read('Dockerfile'),
    ignored: read('.dockerignore').split('\n'),
    nginx: read('docs/operations/nginx.conf'),
    env: read('lib/platform/env.ts'),
    operations: read('docs/operations.md'),
    scripts: JSON.parse(read('package.json')).scripts,
    // What the build makes is there once it was made.
    there: (path) => path.startsWith('.next/') || path === 'node_modules' || existsSync(join(ROOT, path)),
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) report(problemsOf(sources()))
