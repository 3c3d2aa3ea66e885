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
import type { Copies, Shown } from '#lib/shell/copies/copies.ts'

export interface Opened {
  connection: Connection
  outbox: Outbox
  keep(shown: Shown): void
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
  const copies = openCopies(connection)
  const looked = () => {
    if (document.visibilityState === 'visible') connection.hurry()
    else copies((all) => all.renew())
  }
  document.addEventListener('visibilitychange', looked)
  return {
    connection,
    outbox,
    keep(shown) {
      copies((all) => all.show(shown))
    },
    follow(cursors, listening) {
      const told: Listening['told'] = (event, room, how) => {
        copies((all) => all.told(event))
        listening.told(event, room, how)
      }
      const afresh: Listening['afresh'] = (rooms) => {
        copies((all) => all.afresh())
        return listening.afresh(rooms)
      }
      return followRooms({ telling: connection, cursors, ...listening, told, afresh }).stop
    },
    count: (reader, onCount) => countUnread(connection, reader, onCount),
    close() {
      document.removeEventListener('visibilitychange', looked)
      leave()
      copies((all) => all.close())
      outbox.stop()
      connection.close()
    },
  }
}

/** Copies are kept by the service worker: without one there are none, and nothing is loaded for them. */
function openCopies(connection: Connection): (act: (copies: Copies) => void) => void {
  const opening = navigator.serviceWorker?.ready
    .then(() => import('#lib/shell/copies/copies.ts'))
    .then(({ Copies }) => new Copies(connection))
  return (act) => void opening?.then(act)
}
