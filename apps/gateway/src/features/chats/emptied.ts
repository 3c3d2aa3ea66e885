import type { FacilityId } from '@morgenkreis/protocol'
import type { Row } from '../../shell/database.ts'
import { facilityStream } from '../../shell/plan.ts'
import type { Shell } from '../../shell/shell.ts'
import type { ChatStore } from './store.ts'

type Parts = Pick<Shell, 'database' | 'journal'> & { readonly store: ChatStore }

/** Takes away the conversations of which nothing is left without these messages; answers their rows. */
export async function takeEmptied(going: readonly Row[], parts: Parts): Promise<readonly Row[]> {
  const threads = Map.groupBy(going, ({ thread }) => String(thread))
  const taken: Row[] = []
  for (const [thread, rows] of threads) {
    const row = await takeIfEmpty(
      thread,
      rows.map(({ _id }) => _id),
      parts,
    )
    if (row !== null) taken.push(row)
  }
  return taken
}

/**
 * Looks and takes in one transaction with the head document of the facility: whoever is writing to it at this moment was either
 * first, and it stays, or decides anew, and does not find it any more. What is held or lies in the trash keeps it.
 */
async function takeIfEmpty(thread: string, going: readonly string[], { store, database, journal }: Parts) {
  const { messages, conversations } = store
  const another = { thread, _id: { $nin: going } }
  if ((await messages.native.findOne(another)) !== null) return null
  const session = await database.data.startSession()
  try {
    return await session.withTransaction(async () => {
      const row = await conversations.native.findOne({ _id: thread }, { session })
      if (row === null || (await messages.native.findOne(another, { session })) !== null) return null
      const head = facilityStream(row['facility'] as FacilityId)
      await journal.heads.native.updateOne({ _id: head }, { $inc: { decisions: 1 } }, { session })
      await conversations.native.deleteOne({ _id: thread }, { session })
      return row
    })
  } finally {
    await session.endSession()
  }
}
