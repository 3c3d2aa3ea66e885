import { trashedSince } from '@morgenkreis/domain'
import type { Filter } from 'mongodb'
import type { Row } from '../database.ts'
import type { LedgerRule } from '../ledger/ledger.ts'
import { erase, type EraseParts } from './erase.ts'
import { holdParts } from './parts.ts'
import { deleted } from './perishes.ts'
import type { Perishables, Perishing } from './perishing.ts'
import { release } from './release.ts'

const rowsAtOnce = 500

/** What is over by time, or by seven days in the trash (decision 8). What a law forbids to delete is not (K-05). */
export const overAt = (now: Date): { rule: LedgerRule; filter: Filter<Row> }[] => [
  { rule: 'expired', filter: { heldUntil: null, expiresAt: { $lte: now } } },
  { rule: 'trash', filter: { heldUntil: null, deletedAt: { ...deleted, $lte: trashedSince(now) } } },
]

/** Erases every kind that perishes, with what hangs on it; answers how many rows went. */
export async function purgePerished(perishables: Perishables, parts: EraseParts): Promise<number> {
  let gone = 0
  await release(perishables, parts.now())
  await holdParts(perishables)
  for (const [kind, perishing] of perishables.kinds) {
    for (const { rule, filter } of overAt(parts.now())) {
      for (let rows = await some(perishing, filter); rows.length > 0; rows = await some(perishing, filter))
        gone += await eraseWithHanging({ kind, perishing, rows, rule }, perishables, parts)
    }
  }
  return gone
}

const some = ({ collection, only = {} }: Perishing, filter: Filter<Row>): Promise<Row[]> =>
  collection.find({ ...only, ...filter }, { limit: rowsAtOnce }).toArray()

interface Leaving {
  readonly kind: string
  readonly perishing: Perishing
  readonly rows: readonly Row[]
  readonly rule: LedgerRule
}

/** What hangs on it goes first: if this is broken off, the rest still hangs on something that is over. */
async function eraseWithHanging(
  { kind, perishing, rows, rule }: Leaving,
  perishables: Perishables,
  parts: EraseParts,
): Promise<number> {
  let gone = 0
  for (const hanging of perishables.hangingOn(kind)) {
    const filter = { [hanging.field]: { $in: rows.map(({ _id }) => _id) }, heldUntil: null }
    for (
      let found = await some(hanging.perishing, filter);
      found.length > 0;
      found = await some(hanging.perishing, filter)
    )
      gone += await eraseWithHanging({ ...hanging, rows: found, rule: 'hangs-on' }, perishables, parts)
  }
  const { collection, keyOf, bearer } = perishing
  // Its line in the ledger comes after: of something that lives on because somebody was first it would be wrong.
  if (bearer !== undefined)
    await erase({ collection: bearer.collection, rows: await bearer.take(rows), rule: 'hangs-on' }, parts)
  return gone + (await erase({ collection, rows, rule, keyOf }, parts))
}
