import { fileURLToPath } from 'node:url'
import { once } from 'node:events'
import { freePort, startRedis } from '@morgenkreis/sandbox'
import { startNode } from '../child.ts'
import type { Child } from '../child.ts'
import type { Seat } from '../load/orders.ts'
import { prepare } from '../ours/prepare.ts'
import { pin } from '../pinning.ts'
import type { Scratch } from '../scratch.ts'
import { seatsIn } from '../targets/baseline.ts'
import { usageOf } from '../targets/measured.ts'
import { startMeasuredGateway } from '../targets/ours.ts'
import type { Layout } from '../targets/target.ts'
import type { Usage } from '../usage.ts'

export const kinds = ['bare', 'ours'] as const
export type Kind = (typeof kinds)[number]

/** Two servers of one kind, behind whatever sends clients to the one or the other. */
export interface Pair {
  readonly ports: readonly [number, number]
  readonly seats: readonly Seat[]
  /** Ends the first one as `kill -9` does. */
  kill(): Promise<void>
  /** Starts the first one again, where it was. */
  restart(): Promise<void>
  /** What the second one has used. */
  usage(): Promise<Usage>
  stop(): Promise<void>
}

export async function startPair(kind: Kind, layout: Layout, scratch: Scratch): Promise<Pair> {
  const { seats, start, close } = kind === 'ours' ? await gateways(layout, scratch) : bareServers(layout, scratch)
  const ports = [await freePort(), await freePort()] as const
  const servers: [Child, Child] = [await start(ports[0]), await start(ports[1])]
  return {
    ports,
    seats,
    async kill() {
      const { process: server } = servers[0]
      const ended = once(server, 'exit')
      server.kill('SIGKILL')
      await ended
    },
    async restart() {
      servers[0] = await start(ports[0])
    },
    usage: () => usageOf(servers[1]),
    async stop() {
      for (const { process: server } of servers) server.kill('SIGKILL')
      await close()
    },
  }
}

interface Startable {
  readonly seats: readonly Seat[]
  start(port: number): Promise<Child>
  close(): Promise<void>
}

/** The product's gateways, joined by Redis, on one facility. */
async function gateways(layout: Layout, { mongod, folder, pinned }: Scratch): Promise<Startable> {
  const redis = await startRedis()
  pin(redis.pid, pinned.rest)
  const { env, seats } = await prepare(mongod.uri, folder, layout)
  const settings = { ...env, REDIS_URL: redis.url }
  return { seats, start: (port) => startMeasuredGateway(settings, port, pinned.gateway), close: () => redis.kill() }
}

const isPort = (message: unknown): message is { port: number } =>
  typeof message === 'object' && message !== null && 'port' in message
const bare = fileURLToPath(new URL('../baselines/bare-socketio.ts', import.meta.url))

/** Socket.IO alone: nothing stored, so nothing that anybody could catch up with. */
function bareServers(layout: Layout, { pinned }: Scratch): Startable {
  return {
    seats: seatsIn(layout),
    async start(port) {
      const child = startNode(bare, { cores: pinned.gateway, env: { BENCH_PORT: String(port) }, measured: true })
      await child.next(isPort)
      return child
    },
    close: () => Promise.resolve(),
  }
}
