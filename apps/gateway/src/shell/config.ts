import { isIP } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import {
  mailOf,
  outsideSettings,
  pushOf,
  wrongOutside,
  wrongOutsideInProduction,
  type MailConfig,
  type PushConfig,
} from './config-outside.ts'

/** Wrong settings: one sentence each, which names the setting and says what to write; never what was written. */
export class WrongSettings extends Error {
  readonly sentences: readonly string[]

  constructor(sentences: readonly string[]) {
    super(sentences.join('\n'))
    this.name = 'WrongSettings'
    this.sentences = sentences
  }
}

const mongodbUri = (name: string) =>
  z.string().regex(/^mongodb(?:\+srv)?:\/\/[^\s]+$/, `${name} must start with mongodb:// or mongodb+srv://.`)

const databaseName = (name: string) =>
  z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,49}$/i, `${name} must be a name of 1 to 50 letters, digits, - or _, a letter first.`)

const Settings = z.object({
  NODE_ENV: z
    .enum(['production', 'development', 'test'], 'NODE_ENV must be production, development or test.')
    .default('development'),
  HOST: z.string().regex(/^\S+$/, 'HOST must be an address to listen on, such as 127.0.0.1.').default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'PORT must be a number from 0 to 65535; 0 takes any free port.')
    .transform(Number)
    .refine((port) => port <= 65_535, 'PORT must be a number from 0 to 65535; 0 takes any free port.')
    .default(3000),
  PUBLIC_ORIGIN: z
    .string()
    .refine(isOrigin, 'PUBLIC_ORIGIN must be what browsers have before the path, such as https://kita.example.')
    .transform((written) => new URL(written).origin)
    .optional(),
  TRUSTED_PROXIES: z
    .string()
    .transform((written) => written.split(',').map((part) => part.trim()))
    .refine(
      (parts) => parts.every(isProxy),
      'TRUSTED_PROXIES must be addresses or ranges, such as 10.0.0.5 or 10.0.0.0/24, with commas between them.',
    )
    .default(['loopback']),
  MONGODB_URI: mongodbUri('MONGODB_URI').optional(),
  DATABASE: databaseName('DATABASE').default('morgenkreis'),
  KEYS_MONGODB_URI: mongodbUri('KEYS_MONGODB_URI').optional(),
  KEYS_DATABASE: databaseName('KEYS_DATABASE').default('morgenkreis-keys'),
  ROOT_KEY_FILE: z.string().optional(),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\/[^\s]+$/, 'REDIS_URL must start with redis:// or rediss://, or be left out for one gateway.')
    .optional(),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'LOG_LEVEL must be fatal, error, warn, info, debug, trace or silent.',
    )
    .default('info'),
  WEB_HANDLER: z.string().optional(),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,}$/, 'METRICS_TOKEN must have 16 characters or more, without spaces.')
    .optional(),
  LEDGER_FOLDER: z.string().optional(),
  ...outsideSettings,
})

/** The name of every setting. */
export const settingNames: readonly string[] = Object.keys(Settings.shape)

export interface Config {
  host: string
  port: number
  /** What browsers have before the path; the only origin whose calls are answered. */
  publicOrigin: string
  /** Browsers come over TLS: cookies are bound to the host, and HSTS is sent. */
  secure: boolean
  /** Addresses and ranges whose X-Forwarded-For is believed: a load balancer. Limits count per address behind it. */
  trustedProxies: string[]
  mongodbUri: string
  database: string
  /** The server of the wrapped keys: that of the data, unless they have their own. */
  keysMongodbUri: string
  keysDatabase: string
  /** Absolute path. */
  rootKeyFile: string
  /** Without it this gateway is the only one. */
  redisUrl: string | null
  logLevel: string
  /** Absolute path of the built web app's handler. */
  webHandler: string | null
  metricsToken: string | null
  /** Absolute path: where it is written down what was deleted. Outside of what is backed up with the data. */
  ledgerFolder: string
  /** Web push; without a key there is none. */
  push: PushConfig | null
  /** E-mail; without it nothing is mailed. */
  mail: MailConfig | null
  production: boolean
  /** Constants, not settings: a removal relies on every gateway having the same ones. */
  leaseMs: number
  pollMs: number
}

/** Reads all settings at once. An empty one counts as left out. Throws `WrongSettings` with every sentence. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const written = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = Settings.safeParse(written)
  if (!parsed.success) throw new WrongSettings([...new Set(parsed.error.issues.map((issue) => issue.message))])
  const settings = parsed.data
  const publicOrigin = settings.PUBLIC_ORIGIN ?? `http://localhost:${settings.PORT}`
  const sentences = [
    ...wrongTogether(settings),
    ...wrongOutside(settings, publicOrigin),
    ...wrongInProduction(settings, publicOrigin),
  ]
  if (sentences.length > 0) throw new WrongSettings(sentences)
  const mongodbUri = settings.MONGODB_URI ?? 'mongodb://127.0.0.1:27017/?directConnection=true'

  return {
    host: settings.HOST,
    port: settings.PORT,
    publicOrigin,
    secure: publicOrigin.startsWith('https:'),
    trustedProxies: settings.TRUSTED_PROXIES,
    mongodbUri,
    database: settings.DATABASE,
    keysMongodbUri: settings.KEYS_MONGODB_URI ?? mongodbUri,
    keysDatabase: settings.KEYS_DATABASE,
    rootKeyFile: resolve(settings.ROOT_KEY_FILE ?? '.data/root.key'),
    redisUrl: settings.REDIS_URL ?? null,
    logLevel: settings.LOG_LEVEL,
    webHandler: settings.WEB_HANDLER === undefined ? null : resolve(settings.WEB_HANDLER),
    metricsToken: settings.METRICS_TOKEN ?? null,
    ledgerFolder: resolve(
      settings.LEDGER_FOLDER ?? join(dirname(settings.ROOT_KEY_FILE ?? '.data/root.key'), 'ledger'),
    ),
    push: pushOf(settings, publicOrigin),
    mail: mailOf(settings),
    production: settings.NODE_ENV === 'production',
    leaseMs: 10_000,
    pollMs: 1_000,
  }
}

type Settings = z.output<typeof Settings>

function wrongTogether(settings: Settings): string[] {
  return settings.DATABASE === settings.KEYS_DATABASE
    ? ['KEYS_DATABASE must differ from DATABASE, so that keys and data are backed up apart.']
    : []
}

function wrongInProduction(settings: Settings, publicOrigin: string): string[] {
  if (settings.NODE_ENV !== 'production') return []
  const sentences: string[] = []
  if (settings.MONGODB_URI === undefined)
    sentences.push('MONGODB_URI is missing: write the address of the MongoDB replica set, mongodb://….')
  if (settings.ROOT_KEY_FILE === undefined)
    sentences.push('ROOT_KEY_FILE is missing: write the path of the file that holds the root key.')
  if (settings.LEDGER_FOLDER === undefined)
    sentences.push('LEDGER_FOLDER is missing: write the path of a folder that no backup of the databases holds.')
  if (!isPrivate(publicOrigin))
    sentences.push('PUBLIC_ORIGIN must start with https:// in production, unless it is http://localhost.')
  sentences.push(...wrongOutsideInProduction(settings))
  return sentences
}

/** What will not work with these settings, although the gateway can start. */
export function cautions(config: Config): string[] {
  return isPrivate(config.publicOrigin)
    ? []
    : ['PUBLIC_ORIGIN is plain http: browsers there have no push, no offline use and no protected cookie; use https.']
}

/** One sentence and the end where Node is too old: TypeScript would not load, and Temporal would be missing. */
export function requireNode(version: string): void {
  if (Number.parseInt(version, 10) >= 26) return
  throw new WrongSettings([
    `This needs Node 26 or newer, and this is ${version}: run it through npm, which brings its own.`,
  ])
}

function isOrigin(written: string): boolean {
  const url = URL.parse(written)
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return false
  return url.username === '' && url.password === '' && url.pathname === '/' && url.search === '' && url.hash === ''
}

/** An address or a range of them, or the name of all private ones (`loopback`, `uniquelocal`). */
function isProxy(written: string): boolean {
  const [address = '', bits] = written.split('/')
  if (['loopback', 'uniquelocal'].includes(written)) return true
  return isIP(address) !== 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= 128))
}

/** Nobody else can read along: TLS, or the machine itself. */
function isPrivate(origin: string): boolean {
  const { protocol, hostname } = new URL(origin)
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}
