import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { generateKeyPairSync } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createVapidKey, readVapidKey, VapidKeyUnusable } from './vapid-key.ts'

let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'morgenkreis-vapid-'))))
afterAll(() => rm(folder, { recursive: true, force: true }))

test('[push-02] a key that was made is read again, and its file is open to nobody else', async () => {
  const path = join(folder, 'made.key')
  await createVapidKey(path)
  const key = await readVapidKey(path)
  expect(Buffer.from(key.publicKey, 'base64url')).toHaveLength(65)
  expect(Buffer.from(key.privateKey, 'base64url')).toHaveLength(32)
  expect(await readVapidKey(path)).toEqual(key)
  expect((await stat(path)).mode & 0o077).toBe(0)
  await expect(createVapidKey(path)).rejects.toThrow()
})

test('[push-02] the key that the handbook’s command makes is one', async () => {
  const path = join(folder, 'openssl.key')
  try {
    execFileSync('openssl', ['ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', path])
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    await writeFile(
      path,
      generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'pem', type: 'sec1' }),
    )
  }
  expect(Buffer.from((await readVapidKey(path)).publicKey, 'base64url')).toHaveLength(65)
})

test('[push-02] a file that is none is refused in one sentence', async () => {
  const path = join(folder, 'none.key')
  await expect(readVapidKey(path)).rejects.toThrow(VapidKeyUnusable)
  await writeFile(path, 'no key')
  await expect(readVapidKey(path)).rejects.toThrow(/P-256/)
  await writeFile(
    path,
    generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey.export({ format: 'pem', type: 'pkcs8' }),
  )
  await expect(readVapidKey(path)).rejects.toThrow(/P-256/)
})
