import {
  connect,
  followRooms,
  idbOutboxStore,
  memoryOutboxStore,
  openOutbox,
  type Connection,
  type Listening,
  type Outbox,
  type OutboxStore,
} from '@morgenkreis/client'
import type { Cursor, PersonId } from '@morgenkreis/protocol'
import { countUnread, type Reader } from './unread.ts'

export interface Opened {
  connection: Connection
  outbox: Outbox
  follow(cursors: readonly Cursor[], listening: Listening): () => void
  /** How much is unread, and each change of it; answers how to stop. */
  count(reader: Reader, onCount: (unread: number) => void): () => void
  close(): void
}

/** Opens what is live on a page: the socket and the outbox. Loaded after the first paint. */
export async function open(person: PersonId): Promise<Opened> {
  const store: OutboxStore = await idbOutboxStore(person).catch(memoryOutboxStore)
  const connection = connect({ origin: '' })
  const outbox = openOutbox({ door: connection, store })
  const leave = connection.subscribe((state) => {
    if (state === 'live' || state === 'polling') outbox.hurry()
  })
  const looked = () => {
    if (document.visibilityState === 'visible') connection.hurry()
  }
  document.addEventListener('visibilitychange', looked)
  return {
    connection,
    outbox,
    follow(cursors, listening) {
      return followRooms({ telling: connection, cursors, ...listening }).stop
    },
    count: (reader, onCount) => countUnread(connection, reader, onCount),
    close() {
      document.removeEventListener('visibilitychange', looked)
      leave()
      outbox.stop()
      connection.close()
    },
  }
}
