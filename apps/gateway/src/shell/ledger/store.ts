import { collection, StoreSchema, type Connected } from '../database.ts'

/** How far a database has followed the deletion ledger. A restored one is where its backup was. */
export interface LedgerMark {
  _id: 'ledger'
  file: string
  bytes: number
}

const marks = new StoreSchema<LedgerMark>(
  { _id: String, file: String, bytes: Number },
  { strict: 'throw', versionKey: false, _id: false },
)

export const openLedgerMarks = (connected: Connected) => collection(connected, 'ledger_marks', marks)
export type LedgerMarks = ReturnType<typeof openLedgerMarks>
