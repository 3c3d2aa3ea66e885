import type { InputOf, OperationName, Reply, RequestId } from '@morgenkreis/protocol'
import { sessionCookie } from '@morgenkreis/protocol'
import { announcements, comments, demoPassword, named, people } from '@morgenkreis/world'
import { MongoClient } from 'mongodb'
import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { comesTrue } from '../src/services/ports.ts'
import { isAlive } from '../src/services/watchdog.ts'
import { buildWeb, webHandler } from '../src/web/build.ts'
import { emptyFolder } from './folder.ts'
import { begin, serving } from './started.ts'

const paula = named.paula.guardian
const forestDay = announcements.find(({ author }) => author === named.emre.educator)!
// The first test starts as everybody does; the others take the build that then is there.
const built = { WEB_HANDLER: webHandler }
const kept = 'Wir bringen Äpfel aus dem Garten mit.'

// One folder for the tests of what stays: each begins where the one before has ended.
let folder: string
let token: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'morgenkreis-start-'))
  await buildWeb((line) => process.stderr.write(`${line}\n`))
}, 180_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

async function call<Name extends OperationName>(
  origin: string,
  name: Name,
  input: InputOf<Name>,
): Promise<Extract<Reply<Name>, { ok: true }>['data']> {
  const answer = await fetch(`${origin}/api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { cookie: `${sessionCookie(false)}=${token}` }) },
    body: JSON.stringify({ as: token ? paula : null, request: randomUUID() as RequestId, input }),
  })
  const reply = (await answer.json()) as Reply<Name>
  if (!reply.ok) throw new Error(`${name}: ${reply.error.code}`)
  return reply.data
}

async function mongodPid(): Promise<number> {
  return Number((await readFile(join(folder, 'RUNNING'), 'utf8')).split(' ')[0])
}

async function textsUnder(origin: string): Promise<string[]> {
  const list = await call(origin, 'comment.list', { announcement: forestDay.id })
  return list.comments.flatMap((comment) => ('text' in comment ? [comment.text] : []))
}

test('from an empty folder to a login that works', { timeout: 60_000 }, async () => {
  const start = await serving(folder)
  expect(start.printed()).toContain(`Morgenkreis runs on ${start.origin}`)
  const able = people.filter(({ password }) => password !== null)
  expect(able).toHaveLength(8)
  for (const { name, email } of able) expect(start.printed()).toMatch(new RegExp(`${name} .*\\S .*${email}`))
  expect(start.printed()).toContain(demoPassword)

  const page = await fetch(`${start.origin}/anmelden`)
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<form')])
  const form = new URLSearchParams({ email: 'emre@demo.morgenkreis.example', password: demoPassword })
  const headers = { origin: start.origin, accept: 'text/html' }
  const signedIn = await fetch(`${start.origin}/anmelden`, { method: 'POST', body: form, headers, redirect: 'manual' })
  expect([signedIn.status, signedIn.headers.get('set-cookie')]).toEqual([303, expect.stringMatching(/^morgenkreis=./)])

  token = ''
  const input = { email: 'paula@demo.morgenkreis.example', password: demoPassword }
  token = (await call(start.origin, 'session.open', input)).token
  const destination = { kind: 'comment' as const, announcement: forestDay.id }
  const { token: preview } = await call(start.origin, 'audience.preview', { destination, language: 'de' })
  const acknowledgement = { preview, accepted: true as const }
  await call(start.origin, 'comment.publish', { announcement: forestDay.id, text: kept, acknowledgement })

  // Ctrl-C, as a terminal and npm send it: twice.
  start.signal('SIGINT')
  start.signal('SIGINT')
  expect(await start.exited).toBe(0)
  expect(isAlive(await mongodPid())).toBe(false)
})

test('a second start serves yesterday’s data within five seconds', { retry: 2, timeout: 60_000 }, async () => {
  const start = await serving(folder, built)
  expect(await textsUnder(start.origin)).toContain(kept)
  start.signal('SIGTERM')
  expect(await start.exited).toBe(0)
  expect(start.took).toBeLessThan(5000)
})

test('so does one after kill -9 of everything', { retry: 2, timeout: 60_000 }, async () => {
  const start = await serving(folder, built)
  process.kill(await mongodPid(), 'SIGKILL')
  process.kill(start.pid, 'SIGKILL')
  await start.exited
  const next = await serving(folder, built)
  expect(await textsUnder(next.origin)).toContain(kept)
  expect(next.took).toBeLessThan(5000)
})

test('one whose database is killed says so, and ends', { timeout: 60_000 }, async () => {
  const start = await serving(folder, built)
  process.kill(await mongodPid(), 'SIGKILL')
  expect(await start.exited).toBe(1)
  expect(start.printed()).toMatch(/\nMongoDB has ended, [^\n]*: start again[^\n]*\.\n$/)
})

test('one that was killed while it filled leaves no half a world', { timeout: 60_000 }, async () => {
  const half = await emptyFolder()
  const first = await begin(['--data', half], built)
  expect(await comesTrue(async () => (await stateIn(half)) === 'filling', 30_000)).toBe(true)
  process.kill(first.pid, 'SIGKILL')
  await first.exited
  expect(first.printed()).not.toContain('Morgenkreis runs')

  const next = await serving(half, built)
  expect(await stateIn(half)).toBe('filled')
  const counts = await withDatabase(half, (data) =>
    Promise.all(
      ['persons', 'announcements', 'comments', 'polls'].map((name) => data.collection(name).countDocuments()),
    ),
  )
  // With what the morning brought: one announcement and one poll.
  expect(counts).toEqual([people.length, announcements.length + 1, comments.length, 1])
  next.signal('SIGINT')
  expect(await next.exited).toBe(0)
})

test('a database that was named is never filled', { timeout: 60_000 }, async () => {
  const name = `start-${randomUUID().slice(0, 8)}`
  const env = { ...built, MONGODB_URI: inject('mongodbUri'), DATABASE: name, KEYS_DATABASE: `${name}-keys` }
  const start = await serving(await emptyFolder(), env)
  expect(start.printed()).not.toContain(demoPassword)
  const client = new MongoClient(env.MONGODB_URI)
  try {
    expect(await client.db(name).collection('persons').countDocuments()).toBe(0)
    expect(await client.db(name).collection('installation').countDocuments()).toBe(0)
    start.signal('SIGINT')
    await start.exited
    await client.db(name).dropDatabase()
    await client.db(`${name}-keys`).dropDatabase()
  } finally {
    await client.close()
  }
})

async function stateIn(dataFolder: string): Promise<unknown> {
  const found = withDatabase(dataFolder, (data) => data.collection('installation').findOne())
  return found.then(
    (mark) => mark?.['state'] as unknown,
    () => undefined,
  )
}

async function withDatabase<T>(dataFolder: string, use: (data: ReturnType<MongoClient['db']>) => Promise<T>) {
  const [, port] = (await readFile(join(dataFolder, 'RUNNING'), 'utf8')).split(' ')
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`)
  try {
    return await use(client.db('morgenkreis'))
  } finally {
    await client.close()
  }
}
