import { mayRestore, type Membership } from '@morgenkreis/domain'
import type { Circle, FacilityId, Groups, MembershipId, Module, OperationsAt, TrashKind } from '@morgenkreis/protocol'
import type { Collection } from 'mongodb'
import type { Row, Stored } from '../database.ts'
import type { Removable } from '../removal.ts'
import type { Roster } from '../roster/roster.ts'
import { deleted } from '../purge/perishes.ts'

/** What people write and may get back is kept in this form. */
export interface Trashable extends Removable {
  _id: string
  facility: FacilityId
  groups: Groups
  author: MembershipId
  /** Where people talk: in which kind of thread. */
  circle?: Circle
  /** When it is to be published; null once it was, absent where it never waited. */
  due?: Date | null
}

/** How a kind of thing that people write joins the trash. */
export interface TrashKindOf<Doc extends Trashable> {
  /** All of them must be on. */
  readonly modules: readonly Module[]
  /** What it stands on besides, where that is not the same for all of them. */
  isOn?(one: Written, roster: Roster): boolean
  readonly stored: Pick<Stored<Doc>, 'native'>
  /** Which rows come back from the trash, if not all of them. */
  readonly only?: object
  /** The operations that delete such a thing and get it back. */
  readonly remove: OperationsAt<'facility'>
  readonly restore: OperationsAt<'facility'>
  /** What each said, by id; what cannot be opened any more is left out. */
  texts(ids: readonly string[]): Promise<ReadonlyMap<string, string>>
}

/** Something that people wrote, without what it says. */
export type Written = Pick<
  Trashable,
  '_id' | 'facility' | 'groups' | 'author' | 'circle' | 'at' | 'deletedAt' | 'gone'
> & {
  readonly kind: TrashKind
  /** Nobody has it yet. */
  readonly waits: boolean
  readonly remove: OperationsAt<'facility'>
}

export interface Listed {
  readonly written: Written
  readonly excerpt: string
}

const excerptLength = 160

interface Kind {
  readonly collection: Collection<Row>
  readonly modules: readonly Module[]
  readonly restore: OperationsAt<'facility'>
  readonly only: object
  isOn(one: Written, roster: Roster): boolean
  find(filter: object, limit: number): Promise<Written[]>
  texts(ids: readonly string[]): Promise<ReadonlyMap<string, string>>
}

/** Everything that people write and may delete: the features register what is theirs. */
export class Trash {
  readonly #kinds = new Map<TrashKind, Kind>()

  register<Doc extends Trashable>(
    kind: TrashKind,
    { stored, only = {}, remove, modules, isOn = () => true, restore, texts }: TrashKindOf<Doc>,
  ): void {
    if (this.#kinds.has(kind)) throw new Error(`${kind} joins the trash twice`)
    this.#kinds.set(kind, {
      collection: stored.native,
      modules,
      restore,
      only,
      isOn,
      texts,
      find: async (filter, limit) => {
        const found = await stored.native.find<Doc>(filter).sort({ _id: -1 }).limit(limit).toArray()
        return found.map(({ _id, facility, groups, author, circle, due = null, at, deletedAt, gone }) => ({
          ...{ kind, remove, _id, facility, groups, author, at, deletedAt, gone, waits: due !== null },
          ...(circle && { circle }),
        }))
      },
    })
  }

  /** The collection of which an event tells that something is there no more, or is there again. */
  collectionTold(event: string | null): Collection<Row> | null {
    const [kind, what] = event?.split('.') ?? []
    return toldOfThere.has(what ?? '') ? (this.#kinds.get(kind as TrashKind)?.collection ?? null) : null
  }

  /** What lies in the trash of a facility and this membership may restore, latest first. */
  async restorable(roster: Roster, actor: Membership, deletedAfter: Date, now: Date): Promise<Listed[]> {
    const on = new Set(roster.facility.modules)
    const filter = {
      // What its author withdrew while it was hidden does not come back.
      ...{ facility: roster.facility.id, heldUntil: null, hiddenAt: null },
      ...{ expiresAt: { $gt: now }, deletedAt: { ...deleted, $gt: deletedAfter } },
    }
    const lists = [...this.#kinds.values()].map(async (kind) => {
      if (!kind.modules.every((module) => on.has(module))) return []
      const found = await kind.find({ ...filter, ...kind.only }, mostListed)
      return this.#withTexts(
        kind,
        found.filter(
          (one) => kind.isOn(one, roster) && one.gone !== null && mayRestore(actor, kind.restore, one, one.gone),
        ),
      )
    })
    const time = ({ written }: Listed) => written.deletedAt?.getTime() ?? 0
    return (await Promise.all(lists)).flat().sort((one, other) => time(other) - time(one))
  }

  /** Does this lie in the trash, and somebody else alone may get it back? For this membership it is not there (K-77). */
  async isOutOfReach(kind: string, id: string, actor: Membership): Promise<boolean> {
    const trashed = this.#kinds.get(kind as TrashKind)
    const [one] = (await trashed?.find({ ...trashed.only, _id: id, deletedAt: { $ne: null } }, 1)) ?? []
    if (trashed === undefined || one === undefined) return false
    return one.gone === null || !mayRestore(actor, trashed.restore, one, one.gone)
  }

  /** What was written under these memberships and is there, newest first; older than `before`, at most `limit`. */
  async writtenBy(
    authors: readonly MembershipId[],
    { now, before, limit }: { now: Date; before: string | undefined; limit: number },
  ): Promise<Listed[]> {
    const filter = {
      author: { $in: [...authors] },
      expiresAt: { $gt: now },
      deletedAt: null,
      heldUntil: null,
      ...(before !== undefined && { _id: { $lt: before } }),
    }
    const kinds = [...this.#kinds.values()]
    const lists = await Promise.all(kinds.map(async (kind) => this.#withTexts(kind, await kind.find(filter, limit))))
    return lists
      .flat()
      .sort((one, other) => (one.written._id < other.written._id ? 1 : -1))
      .slice(0, limit)
  }

  async #withTexts(kind: Kind, found: readonly Written[]): Promise<Listed[]> {
    const texts = await kind.texts(found.map(({ _id }) => _id))
    return found.flatMap((written) => {
      const text = texts.get(written._id)
      return text === undefined ? [] : [{ written, excerpt: shortened(text) }]
    })
  }
}

/** What is hidden is told as removed. */
const toldOfThere: ReadonlySet<string> = new Set(['removed', 'cancelled', 'restored', 'revealed'])

/** More than that nobody restores by hand. */
const mostListed = 500

/** Whole letters only, however many code units they take. */
function shortened(text: string): string {
  const letters = Array.from(text)
  return letters.length <= excerptLength ? text : `${letters.slice(0, excerptLength - 1).join('')}…`
}
