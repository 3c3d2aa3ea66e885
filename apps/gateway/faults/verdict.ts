import { differences, type Difference } from '@morgenkreis/bench'
import type { Crowd } from './crowd.ts'
import type { Kita } from './kita.ts'
import { comesTrue, type Phone } from './phone.ts'

/**
 * What is wrong at the end of a run: each client's log against the record of acknowledged sends (nothing lost, nothing twice,
 * order kept, nobody heard what is not for them), its screen against a fresh read, and the store against the record.
 */
export async function wrongs(kita: Kita, crowd: Crowd, phones: readonly Phone[]): Promise<unknown[]> {
  const found: unknown[] = []
  for (const phone of phones) {
    const heads = phone.removedAt === null ? await quiet(phone) : new Map<string, number>()
    const { entries, removedAt, member } = phone
    const wrong: Difference[] = differences({ who: member.who, entries, heads, removedAt }, crowd.record)
    found.push(...wrong)
    const hears = crowd.record.some(({ audience }) => audience.has(member.who))
    if (removedAt === null && hears) found.push(...(await unlikeStore(crowd, phone)))
  }
  found.push(...(await unlikeJournal(kita, crowd)))
  return found.length === 0 ? [] : [`seed ${crowd.seed}`, ...found]
}

/** Waits until a client has heard everything that its rooms told. */
async function quiet(phone: Phone): Promise<Map<string, number>> {
  let heads = new Map<string, number>()
  await comesTrue(async () => {
    phone.hurry()
    await phone.catchUp()
    const { rooms } = await phone.ask('room.list', {})
    heads = new Map(rooms.map(({ room, seq }) => [room, seq]))
    const reached = new Map(phone.cursors.map(({ room, seq }) => [String(room), seq]))
    return rooms.length > 0 && rooms.every(({ room, seq }) => (reached.get(room) ?? -1) >= seq)
  }, `${phone.member.who} has caught up`)
  return heads
}

/** I1, I3: what was acknowledged is stored once, what was removed is gone; the reduced state equals a fresh read. */
async function unlikeStore({ record, refused }: Crowd, phone: Phone): Promise<unknown[]> {
  const { who } = phone.member
  const found: unknown[] = []
  const fresh = (await phone.readThread()).comments
  if (JSON.stringify(fresh) !== JSON.stringify(phone.thread.items)) found.push({ kind: 'diverged', who })
  const texts = new Map<string, number>()
  for (const item of fresh) if ('text' in item) texts.set(item.text, (texts.get(item.text) ?? 0) + 1)
  const removed = new Set(record.filter(({ event }) => event === 'comment.removed').map(({ ref }) => ref))
  for (const { text, ref } of record) {
    if (text === null) continue
    const times = texts.get(text) ?? 0
    if (removed.has(ref) ? times > 0 : times !== 1)
      found.push({ kind: removed.has(ref) ? 'still there' : 'not once', who, ref })
  }
  for (const { text } of refused) if (texts.has(text)) found.push({ kind: 'refused and stored', who, text })
  return found
}

/** I4: the numbers of a stream and of each room are dense, and end where the head document says. */
async function unlikeJournal({ ground: { journal } }: Kita, { record }: Crowd): Promise<unknown[]> {
  const found: unknown[] = []
  for (const head of await journal.heads.model.find().lean()) {
    const rows = await journal.journal.model.find({ stream: head._id }).sort({ n: 1 }).lean()
    const rooms = new Map<string, number[]>()
    for (const { room, seq } of rows.flatMap(({ told }) => told ?? []))
      rooms.set(room, [...(rooms.get(room) ?? []), seq])
    if (
      !dense(
        rows.map(({ n }) => n),
        head.n,
      )
    )
      found.push({ kind: 'n not dense', stream: head._id })
    for (const [room, seqs] of rooms) {
      if (!dense(seqs, head.heads[room] ?? 0)) found.push({ kind: 'seq not dense', room, seqs })
    }
    const refs = new Set(rows.map(({ ref }) => ref))
    if (rows.length > 0) for (const { ref } of record) if (!refs.has(ref)) found.push({ kind: 'no row', ref })
  }
  return found
}

const dense = (numbers: readonly number[], head: number) =>
  numbers.length === head && numbers.every((number, index) => number === index + 1)
