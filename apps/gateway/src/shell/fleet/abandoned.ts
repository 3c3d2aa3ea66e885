import type { Database } from '../database.ts'

interface Idle {
  lsid: { id: unknown }
}

const idleForMs = 2_000

/**
 * Ends transactions that nobody goes on with. A gateway that is killed, stopped or cut off in the middle of one leaves it open,
 * and for a minute and more, until the server gives it up, nobody else can write in its streams. Whoever comes back to one that
 * was ended is told so by the server, and decides anew. Needs no right beyond the gateways' own account.
 */
export async function endAbandoned({ data }: Pick<Database, 'data'>): Promise<void> {
  const admin = data.getClient().db('admin')
  const idle = { type: 'idleSession', 'transaction.timeInactiveMicros': { $gt: idleForMs * 1000 } }
  const found = await admin
    .aggregate<Idle>([{ $currentOp: { idleSessions: true } }, { $match: idle }], { readConcern: { level: 'local' } })
    .toArray()
  // With nothing named, the command would end everything.
  if (found.length > 0) await admin.command({ killSessions: found.map(({ lsid: { id } }) => ({ id })) })
}
