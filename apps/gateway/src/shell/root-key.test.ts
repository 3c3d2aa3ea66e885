import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addEpoch, createRootKey } from './root-key-file.ts'
import { readRootKey, RootKeyUnusable } from './root-key.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'morgenkreis-root-key-'))
})
afterAll(() => rm(folder, { recursive: true }))

const secret = () => randomBytes(32).toString('base64')

async function fileOf(name: string, text: string, mode = 0o600) {
  const path = join(folder, name)
  await writeFile(path, text, { mode })
  await chmod(path, mode)
  return path
}

async function refusalOf(path: string) {
  const error: unknown = await readRootKey(path).catch((error: unknown) => error)
  expect(error).toBeInstanceOf(RootKeyUnusable)
  const { message } = error as RootKeyUnusable
  expect(message).toContain(path)
  expect(message).toMatch(/^[^\n]+\.$/) // one sentence, on one line
  return message
}

test('[data at rest] a new root key is one epoch of 32 bytes, for its owner alone, and can be read', async () => {
  const path = join(folder, 'new')
  await createRootKey(path)
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  expect(await readFile(path, 'utf8')).toMatch(/^1:[A-Za-z0-9+/]{43}=\n$/)
  const root = await readRootKey(path)
  expect(root.newest).toBe(1)
  expect(root.epochs.get(1)?.symmetricKeySize).toBe(32)
})

test('[data at rest] a root key is never overwritten, also if many make it at once, and no draft is left', async () => {
  const path = join(folder, 'raced')
  const made = await Promise.allSettled(Array.from({ length: 8 }, () => createRootKey(path)))
  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const before = await readFile(path, 'utf8')
  await expect(createRootKey(path)).rejects.toThrow(/never overwritten/)
  expect(await readFile(path, 'utf8')).toBe(before)
  expect((await readdir(folder)).filter((name) => name.startsWith('raced'))).toEqual(['raced'])
})

test('[data at rest] two root keys are not alike', async () => {
  const [one, other] = [join(folder, 'one'), join(folder, 'other')]
  await createRootKey(one)
  await createRootKey(other)
  expect(await readFile(one, 'utf8')).not.toBe(await readFile(other, 'utf8'))
})

test('[data at rest] of several epochs the highest is the newest, in whatever order they stand', async () => {
  const root = await readRootKey(await fileOf('epochs', `10:${secret()}\n2:${secret()}\n\n`))
  expect(root.newest).toBe(10)
  expect([...root.epochs.keys()].sort()).toEqual([10, 2])
})

test('[data at rest] an absent root key is one clear sentence', async () => {
  expect(await refusalOf(join(folder, 'absent'))).toMatch(/There is no root key file/)
})

test('[data at rest] a folder is no root key', async () => {
  await refusalOf(folder)
})

test.each([0o640, 0o604, 0o620, 0o644])(
  '[data at rest] a root key that others may touch is refused (%o)',
  async (mode) => {
    expect(await refusalOf(await fileOf(`mode-${mode}`, `1:${secret()}\n`, mode))).toMatch(/chmod 600/)
  },
)

test.each([
  ['empty', ''],
  ['blank', ' \n\n'],
  ['no epoch', secret()],
  ['epoch zero', `0:${secret()}`],
  ['too short', `1:${randomBytes(31).toString('base64')}`],
  ['too long', `1:${randomBytes(33).toString('base64')}`],
  ['not base64', `1:${'!'.repeat(44)}`],
  ['an epoch twice', `1:${secret()}\n1:${secret()}`],
  ['one good line, one bad', `1:${secret()}\n2:`],
])('[data at rest] a damaged root key is one clear sentence without what stands in it: %s', async (name, text) => {
  const message = await refusalOf(await fileOf(`damaged ${name}`, text))
  for (const piece of text.split(/[:\n]/).filter((piece) => piece.length > 20)) expect(message).not.toContain(piece)
})

test('[data at rest, N1] an added epoch is the newest, the old ones stay, and so does who may read the file', async () => {
  const path = join(folder, 'grown')
  await createRootKey(path)
  const before = await readRootKey(path)
  const { ino } = await stat(path)
  await writeFile(path, (await readFile(path, 'utf8')).trimEnd()) // as an editor may leave it
  expect(await addEpoch(path)).toBe(2)
  expect(await addEpoch(path)).toBe(3)
  const after = await readRootKey(path)
  expect([...after.epochs.keys()]).toEqual([1, 2, 3])
  expect(after.epochs.get(1)?.equals(before.epochs.get(1)!)).toBe(true)
  const found = await stat(path)
  expect([found.mode & 0o777, found.ino]).toEqual([0o600, ino])
  expect((await readdir(folder)).filter((name) => name.startsWith('grown'))).toEqual(['grown'])
})

test('[data at rest, N1] of many who add an epoch at once none takes what another one added', async () => {
  const path = join(folder, 'crowded')
  await createRootKey(path)
  const added = await Promise.allSettled(Array.from({ length: 8 }, () => addEpoch(path)))
  const epochs = added.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  expect(epochs.length).toBeGreaterThan(0)
  expect([...(await readRootKey(path)).epochs.keys()].sort()).toEqual([1, ...epochs.sort()])
})

test('[data at rest, N1] read again the root key learns a new epoch, forgets one only if no key needs it, and never takes another for the same', async () => {
  const [one, two] = [secret(), secret()]
  const path = await fileOf('again', `1:${one}\n`)
  const root = await readRootKey(path)
  await writeFile(path, `2:${two}\n`)
  await root.reread(new Set([1]))
  expect([root.newest, ...root.epochs.keys()]).toEqual([2, 1, 2])
  await root.reread(new Set())
  expect([...root.epochs.keys()]).toEqual([2])
  await writeFile(path, `2:${one}\n`)
  await expect(root.reread(new Set())).rejects.toThrow(/another key for epoch 2/)
  expect(root.epochs.get(2)?.export().toString('base64')).toBe(two)
})
