import type { InputOf, MembershipId, RequestId } from '@morgenkreis/protocol'
import type { Door } from './door.ts'
import { listeners } from './listeners.ts'
import {
  type OutboxEntry,
  type OutboxReply,
  type OutboxStore,
  type Sendable,
  isSendable,
  threadOf,
} from './outbox-entry.ts'
import { keptAfter, sendEntry, written } from './send-entry.ts'
import { turns } from './turns.ts'

export interface OutboxOptions {
  door: Door
  store: OutboxStore
  /** So that two tabs do not send the same at once. The browser's Web Locks by default, where there are some. */
  locks?: LockManager
}

export interface Outbox {
  readonly entries: readonly OutboxEntry[]
  /** Calls at once with the entries, oldest first, then at every change; answers how to leave. */
  subscribe: (listener: (entries: readonly OutboxEntry[]) => void) => () => void
  /** The reply that ended an entry: it was stored, or was refused for good. Not called for what another tab sent. */
  onReply: (listener: (reply: OutboxReply) => void) => () => void
  /** Resolves when it is kept on this device; it leaves as soon as it can. */
  send<Name extends Sendable>(name: Name, what: { as: MembershipId; input: InputOf<Name> }): Promise<RequestId>
  /** Sends a refused entry as a new request, with its input or a changed one. Undefined if it is not there any more. */
  again(request: RequestId, input?: OutboxEntry['input']): Promise<RequestId | undefined>
  discard: (request: RequestId) => Promise<void>
  /** Tries everything that waits now: the connection is back, or somebody signed in again. */
  hurry: () => void
  /** Logout: forgets everything, on the device, too. */
  wipe: () => Promise<void>
  /** Stops sending; what is kept stays. */
  stop: () => void
}

/** Sends what the store keeps: in the order of each thread, and each entry until the final word on it has come. */
export function openOutbox({ door, store, locks = globalThis.navigator?.locks }: OutboxOptions): Outbox {
  const views = listeners<readonly OutboxEntry[]>()
  const replies = listeners<OutboxReply>()
  const threads = turns((thread) => alone(thread, () => drain(thread)))
  const sending = new Set<RequestId>()
  let kept: readonly OutboxEntry[] = []
  let [asked, seen] = [0, 0]
  let stopped = false

  const view = () =>
    kept.map((entry): OutboxEntry => (sending.has(entry.request) ? { ...entry, state: 'sending' } : entry))

  async function refresh() {
    const own = (asked += 1)
    const entries = await store.all()
    // An older look at the store, however late it comes, does not bring back what a newer one no longer saw.
    if (stopped || own < seen) return
    seen = own
    kept = entries
    views.tell(view())
  }

  // The store is read inside the lock: what another tab has sent meanwhile is not there any more.
  const alone = (thread: string, task: () => Promise<boolean>) =>
    locks && store.shared ? locks.request(`${store.shared}:${thread}`, task) : task()

  /** False if something of this thread has to be tried again later. */
  async function drain(thread: string): Promise<boolean> {
    await refresh()
    const entry = kept.find((each) => each.state === 'waiting' && threadOf(each) === thread)
    if (entry === undefined || stopped) return true
    return (await deliver(entry)) && drain(thread)
  }

  async function deliver(entry: OutboxEntry): Promise<boolean> {
    sending.add(entry.request)
    views.tell(view())
    try {
      const answer = await sendEntry(door, entry)
      if (answer === undefined) return false
      const rest = keptAfter(answer)
      if (rest === undefined) await store.remove(entry.request)
      else await store.replace(entry.request, rest)
      // On its own, so that a defect of a listener is seen, and does not look like a failed send.
      queueMicrotask(() => replies.tell(answer))
      return true
    } finally {
      sending.delete(entry.request)
      await refresh()
    }
  }

  async function accept(entry: OutboxEntry) {
    // It is kept, whether or not it can be shown now.
    await refresh().catch(() => undefined)
    threads.take(threadOf(entry))
    return entry.request
  }

  function stop() {
    stopped = true
    threads.stop()
  }

  void refresh().then(
    () => kept.map(threadOf).forEach(threads.take),
    () => undefined,
  )

  return {
    get entries() {
      return view()
    },
    subscribe(listener) {
      listener(view())
      return views.add(listener)
    },
    onReply: replies.add,
    async send(name, { as, input }) {
      if (!isSendable(name)) throw new Error(`${String(name)} is not kept on a device`)
      const entry = written(name, as, input)
      await store.add(entry)
      return accept(entry)
    },
    async again(request, input) {
      const refused = kept.find((each) => each.request === request && each.state === 'refused')
      if (refused === undefined) return undefined
      const entry = written(refused.name, refused.as, input ?? refused.input)
      return (await store.replace(request, entry)) ? accept(entry) : undefined
    },
    async discard(request) {
      await store.remove(request)
      await refresh()
    },
    hurry: threads.hurry,
    async wipe() {
      stop()
      kept = []
      views.tell([])
      await store.wipe()
    },
    stop,
  }
}
