import { hangUnder, isRetired, type KeyRows } from '../key-rows.ts'
import { wrappingNamed, wrappingNames } from '../key-ref.ts'
import { Shredded, type Keys } from '../keys.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { wrapAnew, type KeyRow } from '../wrapping.ts'

const keysAtOnce = 500

export interface RenewParts {
  readonly rows: KeyRows
  readonly keys: Keys
  readonly ledger: Ledger
  readonly now: () => Date
}

/**
 * Makes new every wrapping key that has outlived a key beneath it, the lowest first: the end of an old one leaves its mark on
 * the one above, whose turn is next (N1). What one cannot be made new for keeps no other waiting. Answers how many it were.
 */
export async function renewKeys(parts: RenewParts): Promise<number> {
  let renewed = 0
  const failures: unknown[] = []
  for (const ref of wrappingNames) {
    const due = { ref, $or: [{ since: { $exists: true } }, isRetired] }
    for (const row of await parts.rows.find(due).toArray()) {
      try {
        await renew(row, parts)
        renewed += 1
      } catch (error) {
        failures.push(error)
      }
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} keys could not be made new`)
  return renewed
}

/** Whatever happens in between, the next run finds the old one retired, and goes on. Two gateways may do it at once. */
async function renew(old: KeyRow, parts: RenewParts): Promise<void> {
  const { rows, keys, ledger, now } = parts
  await keys.retire([old._id])
  await keys.load([old._id])
  const hanging = () => rows.find({ parent: old._id }, { limit: keysAtOnce }).toArray()
  for (let some = await hanging(); some.length > 0; some = await hanging()) {
    if (!(await moveTo(some, old, parts))) break
  }
  const [, facility = null] = old.ref.split(':')
  const at = now().toISOString()
  const line = { at, rule: 'renewed', deed: 'deleted', collection: 'keys', id: old._id, facility } as const
  await ledger.write([{ ...line, keys: [old._id] }], now())
  await keys.destroyIds([old._id], old.since ?? now())
}

/** Wraps keys under the successor of the one above them; false where that is destroyed, and they with it. */
async function moveTo(some: readonly KeyRow[], old: KeyRow, { rows, keys }: RenewParts): Promise<boolean> {
  const above = keys.ofId(old._id)
  if (above === Shredded) return false
  const successor = wrappingNamed(old.ref)
  await keys.prepare([successor])
  const anew = keys.ofRef(successor)
  const moves = some.map((row) => {
    const moved = wrapAnew(row, above.secret, anew)
    if (moved === null) throw new Error(`the key ${row.ref} does not open under ${old.ref}`)
    const { _id, parent, wrapped } = moved
    return { updateOne: { filter: { _id, parent: row.parent }, update: { $set: { parent, wrapped } } } }
  })
  const hung = await hangUnder(rows, [anew.id], (inTransaction) =>
    rows.bulkWrite(moves, { ordered: false, ...inTransaction }),
  )
  // Another gateway has retired the successor meanwhile: it is forgotten here, and the next turn finds the one after it.
  if (hung === null) await keys.retire([anew.id])
  return true
}
