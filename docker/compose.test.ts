import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { nodeFlags } from '../apps/gateway/src/node-flags.ts'
import { readConfig, settingNames } from '../apps/gateway/src/shell/config.ts'
import { eviction } from '../packages/sandbox/src/services/mongod.ts'

const root = resolve(import.meta.dirname, '..')
const docker = import.meta.dirname
const read = (file: string) => readFileSync(join(docker, file), 'utf8')

/** What the person who starts it has to give. */
const given: Record<string, string> = {
  DOMAIN: 'kita.example',
  ROOT_KEY_FILE: '/root.key',
  VAPID_KEY_FILE: '/vapid.key',
}

/** `${NAME:?why}` and `${NAME:-default}`, as compose fills them in. */
const filledIn = (text: string) =>
  text.replace(/\$\{([A-Z_]+)(?::([?-])([^}]*))?\}/g, (whole, name: string, kind: string | undefined, rest: string) => {
    const value = given[name] ?? (kind === '-' ? rest : undefined)
    if (value === undefined) throw new Error(`${whole} is neither given nor optional`)
    return value
  })

interface Service {
  build?: { context: string; dockerfile: string }
  command?: string[]
  environment?: Record<string, string>
  volumes?: string[]
  networks: string[]
  secrets?: string[]
  depends_on?: Record<string, { condition: 'service_healthy' }>
  healthcheck?: unknown
}
interface Compose {
  services: Record<string, Service>
  networks: object
  volumes: object
  secrets: Record<string, { file: string }>
}

const { services, networks, volumes, secrets }: Compose = parse(
  read('compose.yaml'),
  (_, value: unknown) => (typeof value === 'string' ? filledIn(value) : value),
  { merge: true },
)
const gateways = Object.entries(services).filter(([name]) => name.startsWith('gateway-'))
const everyService = Object.entries(services)

test('[compose-07] two gateways stand behind one door', () => {
  expect(gateways).toHaveLength(2)
  expect([...read('Caddyfile').matchAll(/gateway-\d/g)].map(([name]) => name)).toEqual(gateways.map(([name]) => name))
})

test('gateways and databases start as they are measured', () => {
  const [started] = /CMD \["node".*/.exec(read('gateway.Dockerfile')) ?? []
  for (const flag of nodeFlags) expect(started).toContain(`"${flag}"`)
  const databases = everyService.filter(([name]) => name.startsWith('mongo-'))
  expect(databases).toHaveLength(3)
  for (const [, { command }] of databases) expect(command).toContain(eviction)
})

test.each(gateways)('[compose-01] %s gets settings that config.ts knows and accepts', (_, { environment = {} }) => {
  expect(settingNames).toEqual(expect.arrayContaining(Object.keys(environment)))
  expect(readConfig(environment)).toMatchObject({
    production: true,
    secure: true,
    publicOrigin: 'https://kita.example',
  })
  expect(environment['REDIS_URL']).toBeTruthy()
})

test.each(gateways)('[compose-02] %s reaches its databases, and Redis, by their names', (_, gateway) => {
  const hosts = ['MONGODB_URI', 'KEYS_MONGODB_URI', 'REDIS_URL'].flatMap((name) => {
    const address = gateway.environment?.[name] ?? ''
    return address
      .replace(/^\w+:\/\//, '')
      .replace(/\/.*$/, '')
      .split(',')
  })
  for (const host of hosts) expect(services[host]?.networks, host).toEqual(['data'])
  expect(gateway.networks).toContain('data')
  expect(new Set(hosts).size).toBe(hosts.length)
})

test.each(gateways)('[compose-03] %s finds its keys among its secrets', (_, { environment, secrets: own = [] }) => {
  for (const secret of own) expect(secrets).toHaveProperty(secret)
  expect(own.map((secret) => `/run/secrets/${secret}`)).toContain(environment?.['ROOT_KEY_FILE'])
  expect(own.map((secret) => `/run/secrets/${secret}`)).toContain(environment?.['VAPID_KEY_FILE'])
})

test('[N1] the gateways share one ledger, on a volume that no database has', () => {
  const volumeOf = ({ environment, volumes: own = [] }: Service) =>
    own.find((volume) => volume.endsWith(`:${environment?.['LEDGER_FOLDER']}`))?.split(':')[0]
  const ledgers = new Set(gateways.map(([, gateway]) => volumeOf(gateway)))
  expect(ledgers.size).toBe(1)
  const [ledger] = ledgers
  expect(ledger).toBeTruthy()
  const others = everyService.filter(([name]) => !name.startsWith('gateway-'))
  expect(others.flatMap(([, { volumes: own = [] }]) => own.map((volume) => volume.split(':')[0]))).not.toContain(ledger)
})

test.each(everyService)('[compose-04] what %s refers to exists', (_, service) => {
  const mounted = (service.volumes ?? []).map((volume) => volume.split(':')[0] ?? '')
  const files = mounted.filter((source) => source.startsWith('.'))
  if (service.build) files.push(join(service.build.context, service.build.dockerfile))
  for (const file of files) expect(existsSync(resolve(docker, file)), file).toBe(true)

  for (const volume of mounted.filter((source) => !source.startsWith('.')))
    expect(Object.keys(volumes)).toContain(volume)
  for (const network of service.networks) expect(Object.keys(networks)).toContain(network)
  for (const other of Object.keys(service.depends_on ?? {})) expect(services[other]?.healthcheck, other).toBeTruthy()
})

test('[compose-05] the door is TLS 1.2 or 1.3, and knows the port and the words that it is given', () => {
  const caddyfile = read('Caddyfile')
  expect(caddyfile).toContain('protocols tls1.2 tls1.3')
  const words = [...caddyfile.matchAll(/\{\$(\w+)\}/g)].map(([, word]) => word)
  expect(new Set(words)).toEqual(new Set(Object.keys(services['caddy']?.environment ?? {})))
  for (const [name, { environment }] of gateways) expect(caddyfile).toContain(`${name}:${environment?.['PORT']}`)
})

test('[compose-06] the image is built from what the repository has', () => {
  const dockerfile = read('gateway.Dockerfile')
  const started = /"(apps\/[^"]+)"/.exec(dockerfile)?.[1] ?? ''
  expect(existsSync(join(root, started)), started).toBe(true)
  const folders = [...dockerfile.matchAll(/@morgenkreis\/(\w+)/g)].map(([, folder]) => `apps/${folder}`)
  const left = /rm -rf (.+)/.exec(dockerfile)?.[1]?.split(' ') ?? []
  for (const folder of [...folders, ...left]) expect(existsSync(join(root, folder)), folder).toBe(true)
})
