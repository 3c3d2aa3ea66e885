import { execFile } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { markDemo } from '../src/index.ts'
import { openHouse, type House } from './house.ts'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

/** Runs the gateway's main until it ends, or has said that it is ready. */
function run(env: Record<string, string>): Promise<{ code: number | null; printed: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [main], { env: { ...process.env, ...env } })
    let printed = ''
    const take = (chunk: string) => {
      printed += chunk
      if (printed.includes('"ready"')) child.kill('SIGTERM')
    }
    child.stdout?.on('data', take)
    child.stderr?.on('data', take)
    child.once('close', (code) => resolve({ code, printed }))
  })
}

test('[K-70] production starts on a database of its own, and refuses one that holds the demo, also half of it', async () => {
  const folder = dirname(house.env['ROOT_KEY_FILE']!)
  const production = {
    NODE_ENV: 'production',
    PUBLIC_ORIGIN: 'http://localhost',
    LEDGER_FOLDER: join(folder, 'ledger'),
  }
  const env = { ...house.env, ...production, LOG_LEVEL: 'info' }
  expect(await run(env)).toMatchObject({ code: 0, printed: expect.stringContaining('"ready"') })
  const sentence = /^This database holds the demo accounts, [^\n]*: set MONGODB_URI and DATABASE to one of its own\.\n$/
  for (const state of ['filling', 'filled'] as const) {
    await markDemo(house.ground.database, state)
    expect(await run(env)).toEqual({ code: 1, printed: expect.stringMatching(sentence) })
  }
  expect(await run({ ...env, NODE_ENV: 'development' })).toMatchObject({ code: 0 })
}, 60_000)
