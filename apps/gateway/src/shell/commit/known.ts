import type { JournalRow, JournalStore } from '../journal/store.ts'
import { Refused } from '../refused.ts'
import { requestKey, type Ask } from './ask.ts'

export interface KnownRequest {
  mac: string
  ref: string | null
}

/** Looks up which of these requests are stored already. One query whatever their number. */
export async function knownAmong(asks: readonly Ask[], { journal }: JournalStore): Promise<Map<Ask, KnownRequest>> {
  const rows = await journal.native
    .find<Pick<JournalRow, '_id' | 'request' | 'ref'>>({ _id: { $in: asks.map(requestKey) } })
    .project<Pick<JournalRow, '_id' | 'request' | 'ref'>>({ request: 1, ref: 1 })
    .toArray()
  const stored = new Map(rows.map(({ _id, request, ref }) => [_id, { mac: request.mac, ref }]))
  const known = new Map<Ask, KnownRequest>()
  for (const ask of asks) {
    const row = stored.get(requestKey(ask))
    if (row !== undefined) known.set(ask, row)
  }
  return known
}

/** Sending twice is sending once: the reply of the first time, rendered anew. The same id with other content is refused. */
export function replyAgain(ask: Ask, { mac, ref }: KnownRequest): Promise<unknown> {
  if (mac !== ask.request.mac) throw new Refused('id-reused')
  return ask.again(ref ?? '')
}
