import type { Collection, Filter } from 'mongodb'
import type { ChildId } from '@morgenkreis/protocol'
import type { Row } from '../database.ts'
import type { Holdables } from '../holdables.ts'
import type { JournalRow } from '../journal/store.ts'
import { facilityIn } from '../plan.ts'
import type { MembershipDoc, RosterStore } from '../roster/store.ts'
import type { Trash } from '../trash/trash.ts'
import type { Ledger, LedgerLine } from './ledger.ts'

export interface NotingParts {
  readonly ledger: Ledger
  readonly trash: Trash
  readonly holdables: Holdables
  readonly roster: RosterStore
}

const asDeleted = ['deletedAt', 'gone', 'hiddenAt'] as const
const asHeld = ['heldUntil', 'endsAt', 'expiresAt'] as const

/** What locks things, and frees them: `ref` is the thing, of whatever kind. */
const locks: readonly string[] = ['hold.place', 'hold.lift']

/** What ends memberships, and lets children leave. */
const endings: readonly (string | null)[] = ['membership.removed', 'child.changed', 'child.left']

/**
 * Notes in the ledger what was removed or hidden by hand, and what came back: a restore of yesterday's backup shows nothing that was
 * deleted today, lets nobody in who was sent away, and gives nobody back a right or a child that was taken (N1). Times, versions
 * and ids, no content.
 */
export async function noteRemovals(rows: readonly JournalRow[], parts: NotingParts): Promise<void> {
  const lines = (await Promise.all(rows.map((row) => linesOf(row, parts)))).flat()
  const [last] = rows.slice(-1)
  if (last !== undefined && lines.length > 0) await parts.ledger.write(lines, last.at)
}

async function linesOf(row: JournalRow, { trash, holdables, roster }: NotingParts): Promise<LedgerLine[]> {
  const { operation, name, ref, stream, at } = row
  const facility = facilityIn(stream)
  if (endings.includes(name)) {
    const ended = await statesOf(roster.memberships.native, { facility, endedAt: at }, at, ['endedAt'])
    const left = await statesOf(roster.children.native, { facility, leftAt: at }, at, ['leftAt'])
    return [
      ...ended,
      ...left,
      ...(name === 'child.changed' && ref !== null ? await tieLines(ref as ChildId, at, roster) : []),
    ]
  }
  if (ref === null) return []
  if (name === 'membership.granted') return statesOf(roster.memberships.native, { _id: ref }, at, ['rights'])
  if (locks.includes(operation)) {
    const kinds = holdables.all.map(([, { collection }]) => lockLines(collection, ref, at))
    return (await Promise.all(kinds)).flat()
  }
  const collection = trash.collectionTold(name)
  if (collection === null) return []
  const held = await lockLines(collection, ref, at)
  return held.some(({ rule }) => rule === 'held') ? held : statesOf(collection, { _id: ref }, at, asDeleted)
}

/** Who the guardians of a child are, and how each is linked to it. */
async function tieLines(child: ChildId, at: Date, { children, memberships }: RosterStore): Promise<LedgerLine[]> {
  const lines = await statesOf(children.native, { _id: child }, at, [])
  // Read after the version: what was changed in between has a line of its own.
  const hats = await memberships.model
    .find({ 'children.child': child, endedAt: null })
    .select('children')
    .lean<MembershipDoc[]>()
  const guardians = hats.flatMap(({ _id: membership, children: ties }) =>
    ties.filter((tie) => tie.child === child).map(({ custody, household }) => ({ membership, custody, household })),
  )
  return lines.map((line) => ({ ...line, sets: { guardians } }))
}

/** How a thing is locked, or was and is so no more: restored from an older backup, it must not be locked for years again. */
async function lockLines(collection: Collection<Row>, ref: string, at: Date): Promise<LedgerLine[]> {
  const lines = await statesOf(collection, { _id: ref }, at, [...asDeleted, ...asHeld])
  const isHeld = ({ sets }: LedgerLine) => (sets?.heldUntil ?? '') > at.toISOString()
  return lines.map((line) => (isHeld(line) ? { ...line, rule: 'held' } : line))
}

/** How rows stand in these fields, as lines that make them so again. */
async function statesOf(
  collection: Collection<Row>,
  filter: Filter<Row>,
  at: Date,
  fields: readonly (keyof NonNullable<LedgerLine['sets']>)[],
): Promise<LedgerLine[]> {
  const found = await collection.find(filter).toArray()
  return found.map((doc) => ({
    at: at.toISOString(),
    rule: 'by-hand',
    deed: 'set',
    collection: collection.collectionName,
    id: doc._id,
    facility: String(doc['facility']),
    keys: [],
    v: Number(doc['v']),
    sets: Object.fromEntries(fields.map((field) => [field, stated(doc[field])])),
  }))
}

const stated = (value: unknown) => (value instanceof Date ? value.toISOString() : (value ?? null))
