import { readdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { emptyFolder } from './folder.ts'
import { begin } from './started.ts'

/** Starts, and expects nothing but this one line, exit code 1, and an untouched folder. */
async function refused(env: Record<string, string>, sentence: RegExp, args: readonly string[] = []): Promise<void> {
  const folder = await emptyFolder()
  const start = await begin(['--data', folder, ...args], env)
  expect(await start.exited).toBe(1)
  expect(start.printed()).toMatch(sentence)
  expect(start.printed()).toMatch(/^[^\n]+\n$/)
  expect(await readdir(folder)).toEqual([])
}

async function listening(host: string, port = 0): Promise<number> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => sockets.add(socket))
  onTestFinished(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(port, host, resolve))
  return (server.address() as AddressInfo).port
}

test.each(['127.0.0.1', '::1', '0.0.0.0'])(
  'a port that is taken on %s is told before anything is done',
  async (host) => {
    const port = await listening(host)
    await refused(
      { PORT: String(port) },
      new RegExp(`^Port ${port} is taken: end the program .*"PORT=${port + 1} npm start"`),
    )
  },
)

test('wrong settings are told before anything is done', async () => {
  await refused({ PORT: 'three' }, /^PORT must be a number/)
  await refused({ MONGODB_URI: 'localhost:27017' }, /^MONGODB_URI must start with mongodb:/)
  await refused({ HOST: '192.0.2.1' }, /^HOST is not an address of this machine .*: set it to one, or leave it out\./)
  await refused({}, /^npm start takes/, ['--fill'])
})

test('[K-70] the demo does not start in production', () =>
  refused({ NODE_ENV: 'production' }, /^npm start is the demo: unset NODE_ENV, or run production with/))

test('a missing binary is told in one sentence', async () => {
  const start = await begin(['--data', await emptyFolder()], { MONGOD_BINARY: '/nowhere/mongod' })
  expect(await start.exited).toBe(1)
  expect(start.printed()).toMatch(
    /^MONGOD_BINARY names \/nowhere\/mongod, which cannot be used \(not there\): [^\n]*\.\n$/,
  )
})

test('a database that does not answer is told in one sentence, after a line that says what is waited for', async () => {
  const silent = await listening('127.0.0.1')
  const start = await begin(['--data', await emptyFolder()], { MONGODB_URI: `mongodb://127.0.0.1:${silent}/` })
  expect(await start.exited).toBe(1)
  const [sentence, ...waiting] = start.printed().trim().split('\n').reverse()
  expect(sentence).toMatch(/^The database does not answer: start MongoDB, or set MONGODB_URI/)
  expect(new Set(waiting)).toEqual(new Set(['Waiting for the database that MONGODB_URI names …']))
})

test('data without its root key is told in one sentence, and no other key is made', async () => {
  const folder = await emptyFolder()
  await writeFile(join(folder, 'VERSION'), '6.0.5\n')
  const start = await begin(['--data', folder])
  expect(await start.exited).toBe(1)
  expect(start.printed()).toMatch(/root\.key is missing, .*: put it back, or move that folder away to begin anew\.\n$/)
  expect(await readdir(folder)).toEqual(['VERSION'])
})
