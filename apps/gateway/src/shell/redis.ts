import { createAdapter } from '@socket.io/redis-adapter'
import type { Logger } from 'pino'
import { createClient } from 'redis'
import { guardPublisher, guardSubscriber, type Dropped } from './redis-guard.ts'
import type { Sockets } from './tell.ts'
import type { Wake, Waker } from './wake.ts'

const reconnectStrategy = (tries: number) => Math.min(50 + tries * 100, 1000)

/**
 * Joins this gateway to the others through the Redis adapter. Redis may die, freeze or come back at any time: nothing waits
 * for it, nothing stale comes out of it, and what is missed is found by the look at the head documents.
 */
export function joinByRedis(io: Sockets, url: string, installation: string, log: Logger): Waker & { dropped: Dropped } {
  const publisher = createClient({
    url,
    disableOfflineQueue: true,
    socket: { connectTimeout: 2000, reconnectStrategy },
  })
  const subscriber = createClient({
    url,
    pingInterval: 2000,
    socket: { connectTimeout: 2000, socketTimeout: 5000, reconnectStrategy },
  })
  for (const client of [publisher, subscriber]) {
    const complain = (error: unknown) => log.warn({ err: error }, 'redis')
    client.on('error', complain)
    // Not awaited: a gateway starts without Redis, too.
    client.connect().catch(complain)
  }
  const dropped: Dropped = { count: 0 }
  const guards = [guardPublisher(publisher, dropped), guardSubscriber(subscriber, log)] as const
  io.adapter(createAdapter(...guards, { requestsTimeout: 1000, key: `morgenkreis:${installation}` }))

  return {
    dropped,
    wake: (wake) => void io.serverSideEmit('wake', wake),
    onWake: (heard) => void io.of('/').on('wake', (wake: Wake) => heard(wake)),
    close: async () => {
      for (const client of [publisher, subscriber]) if (client.isOpen) client.destroy()
      await Promise.resolve()
    },
  }
}
