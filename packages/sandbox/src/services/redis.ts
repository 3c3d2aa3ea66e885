import { Explained } from './explained.ts'
import type { Progress } from './search.ts'
import { comesTrue, freePort, isFree } from './ports.ts'
import { findRedis } from './redis-binary.ts'
import type { RedisBinary } from './redis-binary.ts'
import { says } from './redis-ping.ts'
import { spawnBound } from './watchdog.ts'
import type { Bound } from './watchdog.ts'

export interface RedisOptions {
  /** 0, or left out: a free one. */
  readonly port?: number
  readonly onProgress?: Progress
}

export interface Redis {
  readonly url: string
  readonly port: number
  /** Another one after `restart`. */
  readonly pid: number
  stop(): Promise<void>
  /** Ends it as `kill -9` does. */
  kill(): Promise<void>
  /** It stays connected, and neither reads nor answers until `thaw`. */
  freeze(): void
  thaw(): void
  /** Starts it again, empty, on the same port; one that still runs is ended first. */
  restart(): Promise<void>
}

/** A Redis on loopback that keeps nothing and ends with this process, however that ends. */
export async function startRedis(options: RedisOptions = {}): Promise<Redis> {
  const binary = await findRedis(options.onProgress ? { onProgress: options.onProgress } : {})
  const port = options.port || (await freePort())
  let bound = await spawned(binary, port)
  const stop = async () => {
    // A frozen process cannot end in order.
    bound.signal('SIGCONT')
    await bound.stop(5000)
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    get pid() {
      return bound.pid
    },
    stop,
    kill: () => bound.kill(),
    freeze: () => bound.signal('SIGSTOP'),
    thaw: () => bound.signal('SIGCONT'),
    async restart() {
      await stop()
      bound = await spawned(binary, port)
    },
  }
}

async function spawned({ path, env }: RedisBinary, port: number): Promise<Bound> {
  if (!(await isFree(port))) {
    throw new Explained(`Port ${port} is taken: end the program that listens there, or choose another port for Redis.`)
  }
  const nothingKept = ['--save', '', '--appendonly', 'no', '--loglevel', 'warning']
  const bound = await spawnBound(path, ['--port', String(port), '--bind', '127.0.0.1', ...nothingKept], { env })
  const isUp = await comesTrue(async () => !bound.isRunning() || (await says(port, 'PING', '+PONG')), 10_000)
  if (isUp && bound.isRunning()) return bound
  await bound.kill()
  throw new Explained(`Redis (${path}) did not answer on port ${port}: run it by hand to see why, or set REDIS_BINARY.`)
}
