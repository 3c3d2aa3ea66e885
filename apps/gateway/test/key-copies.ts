import type { KeyObject } from 'node:crypto'
import type { mongo } from 'mongoose'
import type { KeyRows } from '../src/shell/key-rows.ts'
import { unwrap, type KeyRow } from '../src/shell/wrapping.ts'

interface OplogEntry {
  op: string
  ns: string
  o: KeyRow & { applyOps?: OplogEntry[]; diff?: { u?: Partial<KeyRow> } }
  o2?: { _id: string }
}

/** Every wrapped key that ever stood in the collection: what backups and the database's own log hold copies of. */
export async function everyCopy(rows: KeyRows): Promise<KeyRow[]> {
  const oplog = rows.db.client.db('local').collection<OplogEntry & mongo.Document>('oplog.rs')
  const entries = await oplog
    .find({ $or: [{ ns: rows.namespace }, { 'o.applyOps.ns': rows.namespace }] }, { promoteValues: true })
    .sort({ $natural: 1 })
    .toArray()
  const last = new Map<string, KeyRow>()
  const copies: KeyRow[] = []
  for (const { op, ns, o, o2 } of entries.flatMap((entry) => entry.o.applyOps ?? [entry])) {
    const before = op === 'u' ? last.get(o2?._id ?? '') : undefined
    if (ns !== rows.namespace || (op !== 'i' && before === undefined)) continue
    const row = before === undefined ? o : { ...before, ...o.diff?.u }
    last.set(row._id, row)
    copies.push(row)
  }
  return copies
}

/** The ids of all keys that these copies give to somebody who has these epochs of the root. */
export function openedWith(epochs: ReadonlyMap<number, KeyObject>, copies: readonly KeyRow[]): Set<string> {
  const opened = new Map([...epochs].map(([epoch, secret]) => [`root:${epoch}`, secret]))
  for (let before = 0; before < opened.size;) {
    before = opened.size
    for (const row of copies) {
      const above = opened.get(row.parent)
      const secret = above === undefined || opened.has(row._id) ? null : unwrap(row, above)
      if (secret !== null) opened.set(row._id, secret)
    }
  }
  return new Set(opened.keys())
}
