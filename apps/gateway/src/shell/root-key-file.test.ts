import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addEpoch, createRootKey, dropEpoch } from './root-key-file.ts'
import { readRootKey } from './root-key.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'morgenkreis-root-key-file-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function grown(name: string) {
  await mkdir(join(folder, name))
  const path = join(folder, name, 'root.key')
  await createRootKey(path)
  await addEpoch(path)
  return path
}

test('[N1] an epoch leaves the file whole, for its owner alone, also behind a link; the others stay as they are', async () => {
  const path = await grown('linked')
  const [first, second] = (await readFile(path, 'utf8')).split('\n')
  // As an editor may leave it.
  await writeFile(path, ` ${first}  \n\n${second}`)
  const name = join(folder, 'name')
  await symlink(path, name)
  await dropEpoch(name, 1)
  expect(await readFile(path, 'utf8')).toBe(`\n${second}`)
  expect([...(await readRootKey(name)).epochs.keys()]).toEqual([2])
  const { mode, uid } = await stat(path)
  expect([mode & 0o777, uid]).toEqual([0o600, process.getuid?.()])
  expect(await readdir(join(folder, 'linked'))).toEqual(['root.key'])
})

test('[N1] the newest never leaves, nor what is not there, and of many at once each epoch leaves once', async () => {
  const path = await grown('kept')
  const before = await readFile(path, 'utf8')
  for (const epoch of [2, 3]) await expect(dropEpoch(path, epoch)).rejects.toThrow(/nothing was changed/)
  expect(await readFile(path, 'utf8')).toBe(before)
  const dropped = await Promise.allSettled(Array.from({ length: 6 }, () => dropEpoch(path, 1)))
  expect(dropped.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect([...(await readRootKey(path)).epochs.keys()]).toEqual([2])
})

test('[N1] where no draft can be written the file stays, and one sentence says so', async () => {
  const path = await grown('fixed')
  // The name of the draft is longer than a name may be, the lock's is not.
  const named = join(folder, 'fixed', 'k'.repeat(243))
  await rename(path, named)
  const before = await readFile(named, 'utf8')
  await expect(dropEpoch(named, 1)).rejects.toThrow(/cannot be changed \(ENAMETOOLONG\): run this as its owner/)
  expect(await readFile(named, 'utf8')).toBe(before)
  expect(await readdir(join(folder, 'fixed'))).toEqual(['k'.repeat(243)])
})
