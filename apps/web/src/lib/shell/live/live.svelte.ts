import { createContext } from 'svelte'
import type { ConnectionState, Door, Listening, OutboxEntry, OutboxReply } from '@morgenkreis/client'
import type { Cursor, PersonId, Typing } from '@morgenkreis/protocol'
import { now } from '#lib/shell/when.ts'
import type { Shown } from '#lib/shell/copies/copies.ts'
import type { Opened } from './open.ts'
import type { Reader } from './unread.ts'

/** What the connection line says; `live` also while the page is only just starting. */
export type LineState = 'live' | 'offline' | 'polling' | 'ended'

/** Everything live of a page, made in its layout: nothing before `start`, so that the server renders the same. */
export class Live {
  line: LineState
  /** When it was last live, ISO 8601: the age of what the page shows. */
  since: string
  /** How often no connection came about. */
  failures = $state(0)
  /** What waits to be sent, oldest first. */
  entries: readonly OutboxEntry[] = $state.raw([])
  /** How much of what was said to the hat that is on is unread. */
  unread = $state(0)
  #opened: Opened | undefined = $state.raw()

  /** As of when the page was made; a copy is old from the start, until the network has answered. */
  constructor(madeAt: string, isCopy: boolean) {
    this.line = $state(isCopy ? 'offline' : 'live')
    this.since = $state(madeAt)
  }

  /** Whether sending goes through the outbox already, instead of a plain form. */
  get ready() {
    return this.#opened !== undefined && this.line !== 'ended'
  }

  /** The page was read anew, with or without a connection: so old it is then. */
  readAt(madeAt: string): void {
    if (madeAt > this.since) this.since = madeAt
  }

  /** Answers how to stop. */
  start(person: PersonId): () => void {
    let stopped = false
    const leaving: (() => void)[] = []
    void import('./open.ts')
      .then(({ open }) => open(person))
      .then((opened) => {
        if (stopped) return opened.close()
        this.#opened = opened
        leaving.push(
          opened.connection.subscribe((state) => this.#turn(state)),
          opened.outbox.subscribe((entries) => (this.entries = entries)),
        )
      })
    return () => {
      stopped = true
      // Closed by ourselves, it is not the session that ended.
      for (const leave of leaving) leave()
      this.#opened?.close()
    }
  }

  /** Follows the rooms from these cursors on, as soon as there is a connection; answers how to stop. For effects. */
  follow(cursors: readonly Cursor[], listening: Listening): () => void {
    return this.#opened?.follow(cursors, listening) ?? (() => undefined)
  }

  /** Counts what is unread under this hat; answers how to stop. For effects. */
  count(reader: Reader): () => void {
    return this.#opened?.count(reader, (unread) => (this.unread = unread)) ?? (() => undefined)
  }

  /** This page is shown, to a session that has this name; `path` is null for a page of which no copy is kept. For effects. */
  keep(shown: Shown): void {
    this.#opened?.keep(shown)
  }

  /** The final words on what was sent; answers how to leave. For effects. */
  onReply(listener: (reply: OutboxReply) => void): () => void {
    return this.#opened?.outbox.onReply(listener) ?? (() => undefined)
  }

  /** Who of staff is writing where; answers how to leave. For effects. */
  onTyping(listener: (typing: Typing) => void): () => void {
    return this.#opened?.connection.onTyping(listener) ?? (() => undefined)
  }

  /** The memberships that the person has left, in one word to compare; undefined when nobody answers. */
  async hats(): Promise<string | undefined> {
    const reply = await this.door?.call('session.read', { as: null, input: {} }).catch(() => undefined)
    return reply?.ok ? reply.data.memberships.map(({ id }) => id).join() : undefined
  }

  /** The page itself is of an older version than the gateway has. */
  outdated(): void {
    void import('#lib/shell/frame/update.ts').then(({ showUpdate }) => showUpdate())
  }

  get door(): Door | undefined {
    return this.#opened?.connection
  }

  get outbox() {
    return this.#opened?.outbox
  }

  #turn(state: ConnectionState) {
    // While a try is under way nothing is known yet: what was said before stands.
    if (state === 'connecting') return
    if (this.line === 'live') this.since = now()
    if (state === 'waiting') this.failures += 1
    this.line = state === 'waiting' ? 'offline' : state
  }
}

export const [live, setLive] = createContext<Live>()
