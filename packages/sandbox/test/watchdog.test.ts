import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, inject, onTestFinished, test } from 'vitest'
import { startMongod } from '../src/index.ts'
import { comesTrue } from '../src/services/ports.ts'
import { isAlive } from '../src/services/watchdog.ts'
import { emptyFolder } from './folder.ts'

test.skipIf(inject('redisUrl') === null)(
  'a parent killed with -9 leaves no database, no Redis and no gateway behind',
  async () => {
    const dbPath = await emptyFolder()
    const family = fileURLToPath(new URL('./fixtures/family.ts', import.meta.url))
    const parent = spawn(process.execPath, [family, dbPath], { stdio: ['ignore', 'pipe', 'inherit'] })
    onTestFinished(() => void parent.kill('SIGKILL'))
    const line = String(await once(parent.stdout, 'data'))
    const pids = line.trim().split(' ').map(Number)
    expect(pids.map(isAlive)).toEqual([true, true, true])
    parent.kill('SIGKILL')
    expect(await comesTrue(() => !pids.some(isAlive), 10_000)).toBe(true)
    const next = await startMongod({ dbPath })
    onTestFinished(() => next.kill())
    expect(next.adopted).toBe(false)
  },
)
