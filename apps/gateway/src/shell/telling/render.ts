import type { EventName, PayloadOf, Room, ToldEvent } from '@morgenkreis/protocol'
import { toldOf } from '../commit/rows.ts'
import type { JournalRow } from '../journal/store.ts'
import type { Roster } from '../roster/roster.ts'

/** Reads what events refer to, as it is now: what no longer exists is not in the answer. */
export type Reader<Name extends EventName> = (
  refs: readonly string[],
  roster: Roster,
) => Promise<ReadonlyMap<string, PayloadOf<Name>>>

type AnyReader = (refs: readonly string[], roster: Roster) => Promise<ReadonlyMap<string, unknown>>

/** Payloads that were read together. */
export interface Read {
  of<Name extends EventName>(name: Name, ref: string): PayloadOf<Name> | undefined
}

/** How each event is rendered for catching up: registered by the features. */
export class Readers {
  readonly #readers = new Map<EventName, AnyReader>()

  register<Name extends EventName>(name: Name, reader: Reader<Name>): void {
    this.#readers.set(name, reader)
  }

  /** One event's payload as it is now; undefined where what it refers to no longer exists. */
  async read<Name extends EventName>(name: Name, ref: string, roster: Roster): Promise<PayloadOf<Name> | undefined> {
    return (await this.#readers.get(name)?.([ref], roster))?.get(ref) as PayloadOf<Name> | undefined
  }

  /** What rows of a stream refer to, as it is now, however many; what no longer exists is not in it. */
  async readAll(rows: readonly Pick<JournalRow, 'name' | 'ref'>[], roster: Roster): Promise<Read> {
    const refs = new Map<EventName, Set<string>>()
    for (const { name, ref } of rows) {
      if (name === null || ref === null) continue
      refs.set(name, (refs.get(name) ?? new Set()).add(ref))
    }
    const read = new Map<EventName, ReadonlyMap<string, unknown>>()
    await Promise.all(
      [...refs].map(async ([name, wanted]) => {
        const reader = this.#readers.get(name)
        if (reader !== undefined) read.set(name, await reader([...wanted], roster))
      }),
    )
    return {
      of: <Name extends EventName>(name: Name, ref: string) => read.get(name)?.get(ref) as PayloadOf<Name> | undefined,
    }
  }

  /** Renders rows for one room from what the store holds now; a deleted thing comes as `gone`. */
  async render(rows: readonly JournalRow[], room: Room, roster: Roster): Promise<ToldEvent[]> {
    const read = await this.readAll(rows, roster)
    return rows.flatMap((row) => {
      const seq = row.told?.find((told) => told.room === room)?.seq
      if (seq === undefined || row.name === null || row.ref === null) return []
      return [toldOf(row, seq, read.of(row.name, row.ref))]
    })
  }
}
