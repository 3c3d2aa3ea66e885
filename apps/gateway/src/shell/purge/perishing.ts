import type { ChildId, Module } from '@morgenkreis/protocol'
import type { Collection, Filter } from 'mongodb'
import type { Row } from '../database.ts'
import type { LeafRef } from '../key-ref.ts'

/** A kind of thing that is kept for a time: its rows have `facility`, `at`, `expiresAt` and, where a person may delete them, `deletedAt`. */
export interface Perishing {
  /** Null where no module holds it, and no period ends it. */
  readonly module: Module | null
  readonly collection: Collection<Row>
  /** The field from which on its period counts, where that is not `at`, when it was written. */
  readonly since?: string
  /** Where a collection holds things of several modules: which of them are meant. */
  readonly only?: Filter<Row>
  /** It goes with this thing, whose id stands in the field; a part of it also stays with it while that is locked (K-05). */
  readonly hangsOn?: { readonly kind: string; readonly field: string; readonly isPart?: boolean }
  /** That thing, as soon as it is registered. */
  whole?(): Perishing | undefined
  /** Nobody wrote it: it is kept about what was written or done, and no preview counts it. */
  readonly isTrace?: true
  /** What stands for nothing once the last of its rows has gone. */
  readonly bearer?: Bearer
  /** Where its key hangs below a child's: which rows are about a child. */
  ofChild?(child: ChildId): Filter<Row>
  /** The key that seals one row alone. Where there is none, the month's key goes when nothing of the month is left. */
  keyOf?(row: Row): LeafRef
}

/** Rows that others belong to, and that go with the last of them. */
export interface Bearer {
  readonly collection: Collection<Row>
  /** Called before these go: takes what only they belonged to, and answers it. */
  take(going: readonly Row[]): Promise<readonly Row[]>
}

/** Everything that goes by time: the features register what is theirs. */
export class Perishables {
  readonly kinds = new Map<string, Perishing>()

  register(kind: string, perishing: Perishing): void {
    if (this.kinds.has(kind)) throw new Error(`${kind} perishes twice`)
    const { hangsOn } = perishing
    this.kinds.set(kind, hangsOn ? { ...perishing, whole: () => this.kinds.get(hangsOn.kind) } : perishing)
  }

  of(module: Module): Perishing[] {
    return [...this.kinds.values()].filter((one) => one.module === module)
  }

  /** Is something locked that would be unreadable without this child's key? */
  async holdOf(child: ChildId): Promise<boolean> {
    const held = [...this.kinds.values()].flatMap(({ collection, ofChild }) =>
      ofChild === undefined ? [] : [collection.findOne({ ...ofChild(child), heldUntil: { $ne: null } })],
    )
    return (await Promise.all(held)).some((row) => row !== null)
  }

  /** What hangs on a kind. */
  hangingOn(kind: string): { kind: string; perishing: Perishing; field: string }[] {
    return [...this.kinds].flatMap(([name, perishing]) =>
      perishing.hangsOn?.kind === kind ? [{ kind: name, perishing, field: perishing.hangsOn.field }] : [],
    )
  }
}
