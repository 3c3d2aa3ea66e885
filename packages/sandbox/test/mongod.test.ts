import { MongoClient } from 'mongodb'
import { spawn } from 'node:child_process'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { Explained, findMongod, freePort, startMongod } from '../src/index.ts'
import type { Mongod, MongodOptions } from '../src/index.ts'
import { isAlive } from '../src/services/watchdog.ts'
import { emptyFolder } from './folder.ts'

async function started(options: MongodOptions): Promise<Mongod> {
  const mongod = await startMongod(options)
  onTestFinished(() => mongod.kill())
  return mongod
}

async function withNotes<T>(uri: string, use: (notes: ReturnType<typeof notesOf>) => Promise<T>): Promise<T> {
  const client = new MongoClient(uri)
  try {
    return await use(notesOf(client))
  } finally {
    await client.close()
  }
}

const notesOf = (client: MongoClient) => client.db('kept').collection<{ _id: string }>('notes')

test('the database has yesterday’s data after kill -9, and takes writes at once', async () => {
  const dbPath = await emptyFolder()
  const first = await started({ dbPath })
  await withNotes(first.uri, (notes) =>
    notes.insertOne({ _id: 'before' }, { writeConcern: { w: 'majority', j: true } }),
  )
  await first.kill()
  expect(isAlive(first.pid)).toBe(false)
  const second = await started({ dbPath })
  expect(second.adopted).toBe(false)
  expect(second.port).toBe(first.port)
  const kept = await withNotes(second.uri, async (notes) => {
    await notes.insertOne({ _id: 'after' })
    return notes.find().sort({ _id: 1 }).toArray()
  })
  expect(kept).toEqual([{ _id: 'after' }, { _id: 'before' }])
})

test('the database can move to another port, and transactions run there', async () => {
  const dbPath = await emptyFolder()
  const first = await started({ dbPath })
  await first.stop()
  expect(isAlive(first.pid)).toBe(false)
  const port = await freePort()
  const second = await started({ dbPath, port })
  expect(second.port).toBe(port)
  const client = new MongoClient(second.uri)
  onTestFinished(() => client.close())
  const insert = { insertOne: { document: { _id: 'in a transaction' } } }
  await client.withSession((session) => session.withTransaction(() => notesOf(client).bulkWrite([insert], { session })))
  expect(await notesOf(client).countDocuments()).toBe(1)
})

test('a database that already serves the folder is adopted, and left to the process that it belongs to', async () => {
  const dbPath = await emptyFolder()
  const first = await started({ dbPath })
  const second = await started({ dbPath })
  expect(second).toMatchObject({ adopted: true, pid: first.pid, uri: first.uri })
  await second.stop()
  expect(isAlive(first.pid)).toBe(true)
})

test('a database whose owner is gone is adopted, bound to the new owner, and ends with it', async () => {
  const dbPath = await emptyFolder()
  const first = await started({ dbPath })
  await first.stop()
  const orphan = spawn(
    (await findMongod()).path,
    ['--replSet', 'morgenkreis', '--dbpath', dbPath, '--port', String(first.port), '--bind_ip', '127.0.0.1'],
    { stdio: 'ignore', detached: true },
  )
  onTestFinished(() => void orphan.kill('SIGKILL'))
  // No system counts its processes that far.
  await writeFile(join(dbPath, 'RUNNING'), `${orphan.pid} ${first.port} 999999999\n`)
  const second = await started({ dbPath })
  expect(second).toMatchObject({ adopted: true, pid: orphan.pid })
  expect(await readFile(join(dbPath, 'RUNNING'), 'utf8')).toBe(`${orphan.pid} ${first.port} ${process.pid}\n`)
  await second.stop()
  expect(isAlive(second.pid)).toBe(false)
})

test('a folder that a database of somebody else holds is explained in that database’s words', async () => {
  const dbPath = await emptyFolder()
  await started({ dbPath })
  await rm(join(dbPath, 'RUNNING'))
  const failure = await startMongod({ dbPath }).catch((reason: unknown) => reason)
  expect(failure).toBeInstanceOf(Explained)
  expect(String(failure)).toMatch(/MongoDB ended at once with code 100 \(DBPathInUse: .*\): look into .*mongod\.log/)
})

test('data of another major version is refused in one sentence', async () => {
  const dbPath = await emptyFolder()
  await writeFile(join(dbPath, 'VERSION'), '3.6.23\n')
  const failure = await startMongod({ dbPath }).catch((reason: unknown) => reason)
  expect(failure).toBeInstanceOf(Explained)
  expect(String(failure)).toMatch(
    /was written by MongoDB 3\.6, but .* is MongoDB \d+\.\d+: set MONGOD_BINARY to a mongod of 3\.6/,
  )
})

test('a taken port is explained in one sentence', async () => {
  const dbPath = await emptyFolder()
  const port = await freePort()
  const other = createServer().listen(port, '127.0.0.1')
  onTestFinished(() => void other.close())
  const failure = await startMongod({ dbPath, port }).catch((reason: unknown) => reason)
  expect(failure).toBeInstanceOf(Explained)
  expect(String(failure)).toContain(`Port ${port} is taken`)
})
