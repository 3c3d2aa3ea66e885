import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { alone } from './alone.ts'

async function lock(): Promise<{ folder: string; file: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'morgenkreis-alone-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return { folder, file: join(folder, 'BUSY') }
}

const quiet = () => undefined

test('of several that want the same, one is at it at a time, and nothing is left', async () => {
  const { folder, file } = await lock()
  let atIt = 0
  const seen: number[] = []
  const work = async () => {
    seen.push((atIt += 1))
    expect(await readFile(file, 'utf8')).toBe(String(process.pid))
    await pause(30)
    atIt -= 1
  }
  await Promise.all(Array.from({ length: 4 }, () => alone(file, quiet, work)))
  expect(seen).toEqual([1, 1, 1, 1])
  expect(await readdir(folder)).toEqual([])
})

test('work that fails lets the next one in', async () => {
  const { file } = await lock()
  await expect(alone(file, quiet, () => Promise.reject(new Error('no room')))).rejects.toThrow('no room')
  expect(await alone(file, quiet, () => Promise.resolve('done'))).toBe('done')
})

test('one that was killed holds up nobody', async () => {
  const { folder, file } = await lock()
  // No system counts its processes that far.
  await writeFile(file, '999999999')
  const all = await Promise.all([1, 2, 3].map((n) => alone(file, quiet, () => Promise.resolve(n))))
  expect(all).toEqual([1, 2, 3])
  expect(await readdir(folder)).toEqual([])
})
