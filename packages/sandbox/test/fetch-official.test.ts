import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { run } from '../src/services/run.ts'
import { emptyFolder } from './folder.ts'

const script = fileURLToPath(new URL('../src/services/fetch-official.ts', import.meta.url))
const name = 'mongodb-linux-x86_64-ubuntu2204-8.0.4'

/** A download server on loopback with an archive that is laid out as the official ones are. */
async function servedArchive() {
  const folder = await emptyFolder()
  await mkdir(join(folder, name, 'bin'), { recursive: true })
  await writeFile(join(folder, name, 'bin/mongod'), 'what a server is made of', { mode: 0o755 })
  await run('tar', ['-czf', 'archive.tgz', name], { cwd: folder, within: 5000 })
  const archive = await readFile(join(folder, 'archive.tgz'))
  const asked: (string | undefined)[] = []
  const server = createServer((request, reply) => {
    asked.push(request.url)
    reply.end(archive)
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const env = {
    ...process.env,
    MONGOMS_ARCHIVE_NAME: `${name}.tgz`,
    MONGOMS_DOWNLOAD_MIRROR: `http://127.0.0.1:${address.port}`,
    MONGOMS_USE_HTTP: '1',
    MONGOMS_MAX_RETRIES: '1',
    MONGOMS_VERSION: '8.0.4',
  }
  return { env, asked, sha256: createHash('sha256').update(archive).digest('hex') }
}

test('the official build is fetched, checked and unpacked', async () => {
  const { env, asked, sha256 } = await servedArchive()
  const folder = await emptyFolder()
  const printed = await run(process.execPath, [script, folder, sha256], { env, within: 15_000 })
  expect(asked).toEqual([`/linux/${name}.tgz`])
  expect(await readFile(printed.trim().split('\n').at(-1) ?? '', 'utf8')).toBe('what a server is made of')
})

test('a build whose bytes are not the pinned ones is not unpacked', async () => {
  const { env } = await servedArchive()
  const folder = await emptyFolder()
  const fetched = run(process.execPath, [script, folder, '0'.repeat(64)], { env, within: 15_000 })
  await expect(fetched).rejects.toThrow('what came is not what was pinned')
})
