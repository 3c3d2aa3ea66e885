import { MongoClient, MongoServerError } from 'mongodb'
import type { Db } from 'mongodb'
import { setTimeout as pause } from 'node:timers/promises'
import type { Progress } from './search.ts'
import { answers, comesTrue } from './ports.ts'

export const replicaSet = 'morgenkreis'

/** How long a server may take to answer, recovery after a kill included. */
const patience = 60_000

/** Sees to it that the server on this port is the primary of its one-member set, also when it had another port before. */
export async function becomesPrimary(
  port: number,
  isRunning: () => boolean,
  onProgress: Progress = () => undefined,
): Promise<'primary' | 'silent'> {
  const late = setTimeout(() => onProgress('Waiting for MongoDB …'), 2000)
  try {
    const listening = await comesTrue(async () => !isRunning() || (await answers(port)), patience)
    return listening && (await setUp(port, isRunning)) ? 'primary' : 'silent'
  } finally {
    clearTimeout(late)
  }
}

async function setUp(port: number, isRunning: () => boolean): Promise<boolean> {
  const client = direct(port)
  const until = Date.now() + patience
  try {
    while (isRunning() && Date.now() < until) {
      if (await isPrimaryNow(client.db('admin'), port)) return true
      await pause(20)
    }
    return false
  } finally {
    await client.close()
  }
}

// While it starts, a server may close a connection or refuse a command that it takes a moment later.
async function isPrimaryNow(admin: Db, port: number): Promise<boolean> {
  try {
    const hello = await admin.command({ hello: 1 })
    if (hello['isWritablePrimary'] === true) return true
    if (hello['setName'] === undefined) await configure(admin, `127.0.0.1:${port}`)
  } catch {
    return false
  }
  return false
}

export function direct(port: number): MongoClient {
  return new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, { serverSelectionTimeoutMS: 5000 })
}

async function configure(admin: Db, host: string): Promise<void> {
  try {
    await admin.command({ replSetInitiate: { _id: replicaSet, members: [{ _id: 0, host }] } })
  } catch (failure) {
    if (!(failure instanceof MongoServerError) || failure.codeName !== 'AlreadyInitialized') throw failure
    await move(admin, host)
  }
}

/** What is needed of a replica set's configuration; the rest goes back as it came. */
interface SetConfig {
  readonly version: number
  readonly members: readonly [{ readonly host: string }]
}

// The set was made when the server had another port: without a forced change it waits for that one for ever.
async function move(admin: Db, host: string): Promise<void> {
  const answer = await admin.command({ replSetGetConfig: 1 })
  const config = answer['config'] as SetConfig
  if (config.members[0].host === host) return
  const members = [{ ...config.members[0], host }]
  await admin.command({ replSetReconfig: { ...config, members, version: config.version + 1 }, force: true })
}
