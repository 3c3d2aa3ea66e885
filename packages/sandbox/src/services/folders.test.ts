import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { placed } from './folders.ts'

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'morgenkreis-placed-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

test('two that fetch the same folder at once both get it whole, and leave nothing else', async () => {
  const cache = await emptyFolder()
  const target = join(cache, 'redis')
  const make = async (work: string) => {
    await mkdir(join(work, 'unpacked'))
    await writeFile(join(work, 'unpacked/server'), 'whole')
    return join(work, 'unpacked')
  }
  expect(await Promise.all([placed(target, make), placed(target, make)])).toEqual([target, target])
  expect(await readFile(join(target, 'server'), 'utf8')).toBe('whole')
  expect(await readdir(cache)).toEqual(['redis'])
})

test('a file that fails on its way leaves what was there', async () => {
  const cache = await emptyFolder()
  const target = join(cache, 'mongod')
  await writeFile(target, 'the one before')
  const fails = placed(target, async (work) => {
    await writeFile(join(work, 'half'), 'hal')
    throw new Error('what came is not what was pinned')
  })
  await expect(fails).rejects.toThrow('pinned')
  expect(await readFile(target, 'utf8')).toBe('the one before')
  expect(await readdir(cache)).toEqual(['mongod'])
})
