import { describe, expect, it } from 'vitest'
import { problemsOf, sources, type Sources } from './compose.mjs'

type Service = Record<string, unknown>
const changed = (change: (it: Sources) => void) => {
  const copy = sources()
  change(copy)
  return problemsOf(copy).join('\n')
}
const service = (it: Sources, name: string) => it.compose.services?.[name] as Service

describe('the check of the container files', () => {
  it('finds nothing in those of the product', () => expect(problemsOf(sources())).toEqual([]))

  it.each<[string, (it: Sources) => void, string]>([
    [
      'a setting that nobody knows',
      (it) => ((service(it, 'app-1').environment as Service).S3_BUKET = 'x'),
      'S3_BUKET',
    ],
    ['a secret that is not given', (it) => (service(it, 'app-1').secrets = []), 'has no such secret'],
    ['one app', (it) => delete it.compose.services?.['app-2'], 'fewer than two apps'],
    ['no worker', (it) => delete it.compose.services?.worker, 'no worker'],
    ['no migrations', (it) => delete it.compose.services?.migrate, 'migrations run once'],
    ['migrations that repeat', (it) => (service(it, 'migrate').restart = 'always'), 'again and again'],
    ['an app that does not wait', (it) => (service(it, 'app-2').depends_on = {}), 'does not wait'],
    [
      'an app with the owner',
      (it) => ((service(it, 'app-1').environment as Service).DATABASE_OWNER_URL = 'x'),
      "owner's address",
    ],
    ['a volume without a declaration', (it) => delete it.compose.volumes?.storage, 'volumes lacks storage'],
    [
      'a file that is not there',
      (it) => (service(it, 'proxy').volumes = ['./docs/none.conf:/x']),
      'docs/none.conf',
    ],
    ['a command that is not there', (it) => delete it.scripts.worker, 'worker runs no script'],
    [
      'another port',
      (it) => (it.dockerfile = it.dockerfile.replace('EXPOSE 3000', 'EXPOSE 8080')),
      'EXPOSE 8080',
    ],
    [
      'an image that runs as root',
      (it) => (it.dockerfile = it.dockerfile.replace('USER node\n', '')),
      'runs as root',
    ],
    [
      'a copy of what is not there',
      (it) => (it.dockerfile = it.dockerfile.replace('/app/lib lib', '/app/libs lib')),
      'no libs',
    ],
    [
      'a registry in the image',
      (it) => (it.dockerfile = `${it.dockerfile}\nRUN npm install --registry=x`),
      '.npmrc',
    ],
    [
      'a registry in a name',
      (it) => (service(it, 'database').image = 'registry.example/postgres:18'),
      'names a registry',
    ],
    ['no health check', (it) => delete service(it, 'database').healthcheck, 'database has no health check'],
    [
      'a header of the caller',
      (it) =>
        (it.nginx = it.nginx.replace(
          'X-Forwarded-For $remote_addr',
          'X-Forwarded-For $proxy_add_x_forwarded_for',
        )),
      'appended',
    ],
    [
      'public numbers',
      (it) => (it.nginx = it.nginx.replace('location = /api/metrics { return 404; }', '')),
      'numbers are public',
    ],
    [
      'secrets in the image',
      (it) => (it.ignored = it.ignored.filter((one) => one !== 'secrets')),
      'secrets would come',
    ],
  ])('finds %s', (_what, change, problem) => expect(changed(change)).toContain(problem))
})
