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

/** Counts up while a gateway runs; beside the ledger stands how far it had come. Data that were restored have counted less. */
export interface Ticks {
  _id: 'ticks'
  n: number
}

const ticks = new StoreSchema<Ticks>({ _id: String, n: Number }, { strict: 'throw', versionKey: false, _id: false })

export const openTicks = (connected: Connected) => collection(connected, 'ticks', ticks)
export type TickStore = ReturnType<typeof openTicks>

export const openLedgerMarks = (connected: Connected) => collection(connected, 'ledger_marks', marks)
export type LedgerMarks = ReturnType<typeof openLedgerMarks>
