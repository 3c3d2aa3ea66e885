import { type DBSchema, type IDBPDatabase, deleteDB, openDB } from 'idb'
import type { PersonId, RequestId } from '@morgenkreis/protocol'
import type { OutboxEntry, OutboxStore } from './outbox-entry.ts'

interface Schema extends DBSchema {
  /** In the order of their keys, which count up across tabs. */
  entries: { key: number; value: OutboxEntry; indexes: { request: RequestId } }
  /** One row: whose outbox this is. */
  owner: { key: 'person'; value: PersonId }
}

const name = 'morgenkreis-outbox'

/** Keeps a person's entries in IndexedDB. What another person left on this device is cleared first. */
export async function idbOutboxStore(person: PersonId): Promise<OutboxStore> {
  const database = await openDB<Schema>(name, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('entries', { autoIncrement: true }).createIndex('request', 'request', { unique: true })
      fresh.createObjectStore('owner')
    },
    // Another tab logs out: let go, so that its deletion is not held up. Calls are refused from then on.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  })
  await claim(database, person)
  return {
    shared: name,
    all: () => database.getAll('entries'),
    async add(entry) {
      await database.add('entries', entry)
    },
    async replace(request, entry) {
      const change = database.transaction('entries', 'readwrite')
      const key = await change.store.index('request').getKey(request)
      if (key !== undefined && request === entry.request) await change.store.put(entry, key)
      else if (key !== undefined) {
        await change.store.delete(key)
        await change.store.add(entry)
      }
      await change.done
      return key !== undefined
    },
    async remove(request) {
      const change = database.transaction('entries', 'readwrite')
      const key = await change.store.index('request').getKey(request)
      if (key !== undefined) await change.store.delete(key)
      await change.done
    },
    async wipe() {
      database.close()
      await deleteDB(name)
    },
  }
}

async function claim(database: IDBPDatabase<Schema>, person: PersonId) {
  const change = database.transaction(['entries', 'owner'], 'readwrite')
  if ((await change.objectStore('owner').get('person')) !== person) await change.objectStore('entries').clear()
  await change.objectStore('owner').put(person, 'person')
  await change.done
}
