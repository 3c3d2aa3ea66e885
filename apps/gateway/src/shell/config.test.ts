import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { expect, test } from 'vitest'
import { cautions, readConfig, requireNode, settingNames, WrongSettings } from './config.ts'

const production = {
  NODE_ENV: 'production',
  PUBLIC_ORIGIN: 'https://kita.example',
  MONGODB_URI: 'mongodb://one.example,two.example/?replicaSet=morgenkreis',
  ROOT_KEY_FILE: '/run/secrets/root-key',
  LEDGER_FOLDER: '/var/lib/morgenkreis/ledger',
}

function refusedBy(env: Record<string, string | undefined>): readonly string[] {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof WrongSettings) return error.sentences
    throw error
  }
  return []
}

test('[config-01] .env.example names every setting and passes', () => {
  const example = parseEnv(readFileSync(new URL('../../../../.env.example', import.meta.url), 'utf8'))
  expect(Object.keys(example).sort()).toEqual([...settingNames].sort())
  expect(readConfig(example)).toMatchObject({ port: 3000, publicOrigin: 'http://localhost:3000', redisUrl: null })
})

test('[config-02] without any setting it listens on this machine alone', () => {
  expect(readConfig({})).toMatchObject({
    host: '127.0.0.1',
    port: 3000,
    publicOrigin: 'http://localhost:3000',
    secure: false,
    trustedProxies: ['loopback'],
    database: 'morgenkreis',
    keysDatabase: 'morgenkreis-keys',
    redisUrl: null,
    webHandler: null,
    metricsToken: null,
    push: null,
    mail: null,
    production: false,
    leaseMs: 10_000,
    pollMs: 1_000,
  })
})

test('[config-02] the origin follows the port, keys lie beside the data, paths become absolute', () => {
  const config = readConfig({ PORT: '8080', MONGODB_URI: 'mongodb://db', ROOT_KEY_FILE: 'key', WEB_HANDLER: 'x.js' })
  expect(config.publicOrigin).toBe('http://localhost:8080')
  expect(config.keysMongodbUri).toBe('mongodb://db')
  expect(config.rootKeyFile).toBe(`${process.cwd()}/key`)
  expect(config.webHandler).toBe(`${process.cwd()}/x.js`)
  expect(config.ledgerFolder).toBe(`${process.cwd()}/ledger`)
  expect(readConfig({ LEDGER_FOLDER: '/ledger' }).ledgerFolder).toBe('/ledger')
})

test('[config-02] proxies are a list', () => {
  const { trustedProxies } = readConfig({ TRUSTED_PROXIES: '10.0.0.5, fd00::/8,uniquelocal' })
  expect(trustedProxies).toEqual(['10.0.0.5', 'fd00::/8', 'uniquelocal'])
})

test('[config-03] an empty setting counts as left out', () => {
  expect(readConfig({ PORT: '', REDIS_URL: '', METRICS_TOKEN: '' })).toEqual(readConfig({}))
})

test('[config-04] production passes with https, a database and a key', () => {
  expect(readConfig(production)).toMatchObject({ production: true, secure: true })
  expect(refusedBy({ ...production, PUBLIC_ORIGIN: 'http://localhost:3000' })).toEqual([])
})

test.each([
  ['MONGODB_URI', undefined],
  ['ROOT_KEY_FILE', undefined],
  ['LEDGER_FOLDER', undefined],
  ['PUBLIC_ORIGIN', 'http://kita.example'],
  ['PUBLIC_ORIGIN', 'http://localhost.kita.example'],
])('[config-04] production refuses %s = %s', (name, value) => {
  const sentences = refusedBy({ ...production, [name]: value })
  expect(sentences).toHaveLength(1)
  expect(sentences[0]).toMatch(new RegExp(`^${name} `))
})

test.each([
  ['NODE_ENV', 'prod'],
  ['HOST', 'two words'],
  ['PORT', 'http'],
  ['PORT', '-1'],
  ['PORT', '65536'],
  ['PUBLIC_ORIGIN', 'kita.example'],
  ['PUBLIC_ORIGIN', 'ftp://kita.example'],
  ['PUBLIC_ORIGIN', 'https://kita.example/path'],
  ['PUBLIC_ORIGIN', 'https://user:secret@kita.example'],
  ['TRUSTED_PROXIES', 'everybody'],
  ['TRUSTED_PROXIES', '10.0.0.1, 10.0.0.0/x'],
  ['MONGODB_URI', 'postgres://user:secret@db'],
  ['KEYS_MONGODB_URI', 'user:secret@db'],
  ['DATABASE', '$where'],
  ['DATABASE', 'a/b'],
  ['KEYS_DATABASE', 'morgenkreis'],
  ['REDIS_URL', 'http://user:secret@redis'],
  ['LOG_LEVEL', 'loud'],
  ['METRICS_TOKEN', 'secret'],
  ['VAPID_SUBJECT', 'http://secret.example'],
  ['PUSH_ORIGINS', 'http://127.0.0.1:4000'],
  ['PUSH_ORIGINS', 'https://push.example/secret'],
  ['MAIL_URL', 'http://user:secret@mail.example'],
  ['MAIL_FROM', 'secret'],
])('[config-05] %s = %s is refused by one sentence that names it and not its value', (name, value) => {
  const sentences = refusedBy({ [name]: value })
  expect(sentences).toHaveLength(1)
  expect(sentences[0]).toMatch(new RegExp(`^${name} .*\\.$`))
  expect(sentences[0]).not.toContain('secret')
})

test('[config-05] several wrong settings are named at once', () => {
  expect(refusedBy({ PORT: 'x', LOG_LEVEL: 'y', REDIS_URL: 'z' })).toHaveLength(3)
})

test('[config-06] plain http that others can reach is warned of', () => {
  expect(cautions(readConfig({ PUBLIC_ORIGIN: 'http://192.168.0.5:3000' }))).toHaveLength(1)
  expect(cautions(readConfig({}))).toEqual([])
  expect(cautions(readConfig(production))).toEqual([])
})

test('[config-07] a Node that is too old is told so in one sentence', () => {
  expect(() => requireNode('20.19.2')).toThrow(/Node 26 .* 20\.19\.2/)
  expect(() => requireNode('26.0.0')).not.toThrow()
  expect(() => requireNode(process.versions.node)).not.toThrow()
})

test('[config-08] push takes a key, and says where the operator is to be reached', () => {
  const { push } = readConfig({ PUBLIC_ORIGIN: 'https://kita.example', VAPID_KEY_FILE: 'vapid.key' })
  expect(push).toEqual({
    keyFile: `${process.cwd()}/vapid.key`,
    subject: 'https://kita.example',
    extraOrigins: [],
    caFile: null,
  })
  expect(refusedBy({ VAPID_KEY_FILE: 'vapid.key' })).toEqual([expect.stringMatching(/^VAPID_SUBJECT is missing/)])
  expect(refusedBy({ PUSH_CA_FILE: 'ca.pem' })).toEqual([expect.stringMatching(/^PUSH_CA_FILE /)])
})

test('[config-08] mail takes a server and an address', () => {
  expect(readConfig({ MAIL_URL: 'smtps://mail.example', MAIL_FROM: 'kita@kita.example' }).mail).toEqual({
    smtp: 'smtps://mail.example',
    from: 'kita@kita.example',
  })
  expect(refusedBy({ MAIL_URL: 'smtps://mail.example' })).toEqual([expect.stringMatching(/^MAIL_FROM is missing/)])
})

test('[K-70, config-04] production has no push service of tests, and no mailbox instead of a mail server', () => {
  expect(refusedBy({ ...production, PUSH_ORIGINS: 'https://127.0.0.1:4000' })).toEqual([
    expect.stringMatching(/^PUSH_ORIGINS /),
  ])
  expect(refusedBy({ ...production, MAIL_URL: 'mailbox:', MAIL_FROM: 'kita@kita.example' })).toEqual([
    expect.stringMatching(/^MAIL_URL /),
  ])
})
