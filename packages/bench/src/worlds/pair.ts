import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createPasswords,
  createRootKey,
  features,
  Installation,
  openGround,
  readConfig,
  startGateway,
  type Ground,
} from '@morgenkreis/gateway'
import { inProcessDoor, type InProcessDoor } from '@morgenkreis/protocol'
import { pino } from 'pino'
import type { Twin } from './beginning.ts'
import { WorldClock } from './clock.ts'
import type { Post } from './post.ts'

/** A gateway on a database of its own, in this process. */
export interface House {
  readonly ground: Ground
  readonly installation: Installation
  readonly door: InProcessDoor
  readonly port: number
}

/** The house of the worlds, and that of their twins. */
export interface Pair {
  readonly clock: WorldClock
  readonly houses: Readonly<Record<Twin, House>>
  close(): Promise<void>
}

/** Tomorrow in the morning: nothing is over yet by the database's own clock, and the day does not end while worlds go on. */
function beginningOfWorlds(now = new Date()): Date {
  const begin = new Date(now.getTime() + 24 * 60 * 60 * 1000)
  begin.setUTCHours(8, 0, 0, 0)
  return begin
}

/** Opens both on this server, with one root key and one secret, so that what is derived from them is the same in both. */
export async function openPair(mongodb: string, name: string, post: Post | null): Promise<Pair> {
  const folder = await mkdtemp(join(tmpdir(), 'morgenkreis-worlds-'))
  const rootKey = join(folder, 'root.key')
  await createRootKey(rootKey)
  const clock = new WorldClock(beginningOfWorlds())
  const pushing = (await post?.settings(folder)) ?? {}
  const open = async (twin: Twin) => {
    const config = readConfig({ ...settings(mongodb, `${name}-${twin}`, rootKey), ...pushing })
    const ground = await openGround({ ...config, ...patience, ...(post && { pollMs: 1_000 }) }, clock, silent)
    await post?.hold(ground)
    return ground
  }
  const a = await open('a')
  await copyKeys(a, `${name}-b-keys`)
  const b = await open('b')
  const opened = { a: await openHouse(a), b: await openHouse(b) }
  return {
    clock,
    houses: { a: opened.a.house, b: opened.b.house },
    async close() {
      await Promise.all([opened.a.close(), opened.b.close()])
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Each house has one gateway: nobody waits for its lease, which must not run out where a machine has much else to do. */
const patience = { leaseMs: 600_000, pollMs: 5_000 }

const silent = pino({ level: 'silent' })

const settings = (mongodb: string, name: string, rootKey: string) => ({
  PORT: '0',
  MONGODB_URI: mongodb,
  DATABASE: name,
  KEYS_DATABASE: `${name}-keys`,
  ROOT_KEY_FILE: rootKey,
  LEDGER_FOLDER: `${rootKey}-${name}`,
  LOG_LEVEL: 'silent',
})

async function copyKeys({ database: { keys } }: Ground, name: string): Promise<void> {
  const rows = await keys.collection('keys').find().toArray()
  await keys.getClient().db(name).collection('keys').insertMany(rows)
}

async function openHouse(ground: Ground) {
  const installation = new Installation(ground)
  const gateway = await startGateway(ground, { features, passwords: createPasswords({ rounds: 1 }) })
  // The gateway that started last has its door there.
  const door = (globalThis as { [inProcessDoor]?: InProcessDoor })[inProcessDoor]
  if (door === undefined) throw new Error('the gateway opened no door')
  return {
    house: { ground, installation, door, port: gateway.port } satisfies House,
    async close() {
      await gateway.close()
      await ground.database.data.dropDatabase()
      await ground.database.keys.dropDatabase()
      await ground.database.close()
    },
  }
}
