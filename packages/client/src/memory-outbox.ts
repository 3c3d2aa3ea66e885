import type { OutboxEntry, OutboxStore } from './outbox-entry.ts'

/** Keeps entries as long as the program runs. */
export function memoryOutboxStore(): OutboxStore {
  let entries: readonly OutboxEntry[] | undefined = []

  // Like a database, a step either happens and resolves, or rejects.
  const step = <Answer>(change: (held: readonly OutboxEntry[]) => Answer): Promise<Answer> =>
    Promise.try(() => {
      if (entries === undefined) throw new Error('the outbox was wiped')
      return change(entries)
    })

  return {
    all: () => step((held) => [...held]),
    add: (entry) => step((held) => void (entries = [...held, entry])),
    replace: (request, entry) =>
      step((held) => {
        const at = held.findIndex((each) => each.request === request)
        if (at === -1) return false
        entries = request === entry.request ? held.with(at, entry) : [...held.toSpliced(at, 1), entry]
        return true
      }),
    remove: (request) => step((held) => void (entries = held.filter((each) => each.request !== request))),
    wipe: () => step(() => void (entries = undefined)),
  }
}
