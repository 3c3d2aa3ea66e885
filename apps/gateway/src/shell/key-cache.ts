import type { KeyObject } from 'node:crypto'

/** A key at hand. */
export interface Key {
  id: string
  idBytes: Buffer
  /** Null for a key that is retired: nobody finds it by its name. */
  name: string | null
  secret: KeyObject
}

/** What a look into the store told: the key, or null where there is none (any more). */
interface Entry {
  key: Key | null
  confirmedAt: number
  /** The turn of its last use: moving it within a Map at each use would cost as much as sealing. */
  used: number
}

/** Keys in memory by id and by name, at most `bound`, the least used leave first. */
export function createKeyCache(bound: number) {
  const byId = new Map<string, Entry>()
  const idOfName = new Map<string, string>()
  let turn = 0

  function forget(id: string) {
    const name = byId.get(id)?.key?.name
    byId.delete(id)
    if (typeof name === 'string' && idOfName.get(name) === id) idOfName.delete(name)
  }

  function get(id: string): Entry | undefined {
    const entry = byId.get(id)
    if (entry) entry.used = turn += 1
    return entry
  }

  return {
    get,
    named(name: string): Entry | undefined {
      const id = idOfName.get(name)
      return id === undefined ? undefined : get(id)
    },
    keep(key: Key, confirmedAt: number) {
      forget(key.id)
      byId.set(key.id, { key, confirmedAt, used: (turn += 1) })
      if (key.name !== null) idOfName.set(key.name, key.id)
    },
    forget,
    miss(id: string, confirmedAt: number) {
      forget(id)
      byId.set(id, { key: null, confirmedAt, used: (turn += 1) })
    },
    /** Called before a batch is loaded, never while it is used: a batch larger than the bound still finds its keys. */
    trim() {
      if (byId.size <= bound) return
      // A tenth more than needed leaves, so that this sorting is rare.
      const leaving = byId.size - bound + Math.floor(bound / 10)
      const leastUsed = [...byId].sort(([, one], [, other]) => one.used - other.used).slice(0, leaving)
      for (const [id] of leastUsed) forget(id)
    },
    get size() {
      return byId.size
    },
  }
}
