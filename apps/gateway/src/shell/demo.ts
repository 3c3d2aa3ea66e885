import type { Database, Row } from './database.ts'

/** A database that is being filled with the demo world, or holds it. */
export type DemoState = 'filling' | 'filled'

/** A production gateway on a database of the demo; the message says what to do. */
export class DemoInProduction extends Error {
  override name = 'DemoInProduction'
}

const mark = 'demo'

/** Whether this database holds the demo world; null if it does not. */
export async function demoState(database: Database): Promise<DemoState | null> {
  const found = await installation(database).findOne({ _id: mark })
  if (found === null) return null
  return found['state'] === 'filled' ? 'filled' : 'filling'
}

/** Marked before the first account is written, and again after the last thing is: what was left half-way is known as such. */
export async function markDemo(database: Database, state: DemoState): Promise<void> {
  await installation(database).updateOne({ _id: mark }, { $set: { state } }, { upsert: true })
}

/** K-70: the passwords of the demo are public. */
export async function refuseDemo(database: Database): Promise<void> {
  if ((await demoState(database)) === null) return
  throw new DemoInProduction(
    'This database holds the demo accounts, whose password everybody knows: set MONGODB_URI and DATABASE to one of its own.',
  )
}

function installation({ data }: Database) {
  return data
    .getClient()
    .db(data.name)
    .collection<Row>('installation', { writeConcern: { w: 'majority', j: true } })
}
