import type { Logger } from 'pino'
import type { RedisClientType } from 'redis'

type Client = Pick<
  RedisClientType,
  'isReady' | 'publish' | 'sendCommand' | 'on' | 'off' | 'pSubscribe' | 'subscribe' | 'pUnsubscribe' | 'unsubscribe'
>

/** What may be on its way to Redis at once; more is dropped: the look at the head documents finds it. */
const mostInFlight = 1000
const giveUpAfterMs = 1000

/** Wake-ups that Redis did not take. */
export interface Dropped {
  count: number
}

/**
 * The adapter's view of the publisher: refuses at once while it is not ready, bounds what is in flight, and gives up on each
 * command after a second, so that nothing waits for Redis and nothing stale floods out later.
 */
export function guardPublisher(client: Client, dropped: Dropped) {
  let inFlight = 0
  const guarded = async <T>(command: () => Promise<T>, otherwise: T): Promise<T> => {
    if (!client.isReady || inFlight >= mostInFlight) {
      dropped.count += 1
      return otherwise
    }
    inFlight += 1
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<T>((give) => {
      timer = setTimeout(() => {
        dropped.count += 1
        give(otherwise)
      }, giveUpAfterMs)
    })
    try {
      return await Promise.race([command(), late])
    } catch {
      dropped.count += 1
      return otherwise
    } finally {
      clearTimeout(timer)
      inFlight -= 1
    }
  }
  return {
    // The adapter takes a client with this method for one of the redis package.
    pSubscribe: () => Promise.resolve(),
    publish: (channel: string, message: string | Buffer) => guarded(() => client.publish(channel, message), 0),
    // PUBSUB NUMSUB: without an answer this gateway is alone.
    sendCommand: (args: string[]) => guarded<unknown>(() => client.sendCommand(args), [args.at(-1), 1]),
    on: (name: 'error', listener: () => void) => client.on(name, listener),
    off: (name: 'error', listener: () => void) => client.off(name, listener),
  }
}

/** The adapter's view of the subscriber: it does not catch what subscribing throws; node-redis subscribes again by itself. */
export function guardSubscriber(client: Client, log: Logger) {
  const caught = (subscribing: Promise<unknown>) =>
    subscribing.catch((error: unknown) => log.warn({ err: error }, 'redis subscription'))
  type Args = Parameters<Client['subscribe']>
  return {
    pSubscribe: (...args: Args) => caught(client.pSubscribe(...args)),
    subscribe: (...args: Args) => caught(client.subscribe(...args)),
    pUnsubscribe: (...args: Parameters<Client['pUnsubscribe']>) => caught(client.pUnsubscribe(...args)),
    unsubscribe: (...args: Parameters<Client['unsubscribe']>) => caught(client.unsubscribe(...args)),
    on: (name: 'error', listener: () => void) => client.on(name, listener),
    off: (name: 'error', listener: () => void) => client.off(name, listener),
  }
}
