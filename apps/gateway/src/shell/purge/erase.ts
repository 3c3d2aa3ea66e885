import type { Collection } from 'mongodb'
import type { Row } from '../database.ts'
import type { LeafRef } from '../key-ref.ts'
import type { Keys } from '../keys.ts'
import type { Ledger, LedgerRule } from '../ledger/ledger.ts'

export interface EraseParts {
  readonly ledger: Ledger
  readonly keys: Keys
  readonly now: () => Date
}

export interface Erasing {
  readonly collection: Collection<Row>
  readonly rows: readonly Row[]
  readonly rule: LedgerRule
  readonly keyOf?: ((row: Row) => LeafRef) | undefined
}

/** First the line in the ledger, then the key, then the row: whatever happens in between, the next run goes on (N1). */
export async function erase({ collection, rows, rule, keyOf }: Erasing, parts: EraseParts): Promise<number> {
  if (rows.length === 0) return 0
  const { ledger, keys } = parts
  const now = parts.now()
  const refs = keyOf === undefined ? [] : rows.map(keyOf)
  const ids = await Promise.all(refs.map((ref) => keys.idsOf(ref)))
  const lines = rows.map((row, index) => ({
    at: now.toISOString(),
    rule,
    deed: 'deleted' as const,
    collection: collection.collectionName,
    id: row._id,
    facility: typeof row['facility'] === 'string' ? row['facility'] : null,
    keys: ids[index] ?? [],
  }))
  await ledger.write(lines, now)
  for (const ref of refs) await keys.destroy(ref)
  return (await collection.deleteMany({ _id: { $in: rows.map(({ _id }) => _id) } })).deletedCount
}
