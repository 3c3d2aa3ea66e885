import { setTimeout as pause } from 'node:timers/promises'
import { insist } from './kita.ts'
import { differences } from './oracle.ts'
import type { Phone } from './phone.ts'
import type { Difference } from './record.ts'
import { Screen } from './screen.ts'
import type { Stage } from './stage.ts'
import { diverged, unlikeRecord } from './states.ts'

/** How long clients may take to catch up when all is quiet, in milliseconds. */
const patience = 30_000

type Heads = ReadonlyMap<string, number>

/** Waits until everybody has heard everything, then compares what each heard, shows and can read with the record. */
export async function judge(stage: Stage): Promise<Difference[]> {
  const members = stage.phones.filter(({ removedAt }) => removedAt === null)
  const removed = stage.phones.filter(({ removedAt }) => removedAt !== null)
  const found = [...stage.kita.wrong]
  for (const phone of members) found.push(...(await judgeMember(stage, phone, await quiet(phone))))
  for (const phone of removed) found.push(...judgeLog(stage, phone, new Map()), ...(await judgeDoor(phone)))
  return found
}

/** K-35: whoever was removed reads nothing any more. */
async function judgeDoor(phone: Phone): Promise<Difference[]> {
  const { id, facility } = phone.player.hats[0]!
  const reply = await insist(() => phone.door, 'announcement.list', { as: id, input: { facility } })
  return reply.ok ? [{ kind: 'overheard', who: phone.player.name, what: 'reads announcements after the removal' }] : []
}

async function judgeMember(stage: Stage, phone: Phone, heads: Heads): Promise<Difference[]> {
  const fresh = new Screen()
  await fresh.read(phone.door, phone.player)
  const { name } = phone.player
  return [
    ...judgeLog(stage, phone, heads),
    ...diverged(name, phone.screen.lines, fresh.lines),
    ...unlikeRecord(name, fresh.lines, stage.kita.record),
  ]
}

function judgeLog(
  { kita }: Stage,
  { player: { name }, entries, removedAt, received }: Phone,
  heads: Heads,
): Difference[] {
  const inBytes = [...received]
    .filter((mark) => !kita.allowed.get(mark)?.has(name))
    .map((mark) => ({ kind: 'overheard' as const, who: name, what: `the bytes of text #${mark}` }))
  return [...differences({ who: name, entries, heads, removedAt }, kita.record), ...inBytes]
}

/** The heads of the rooms of a phone, once it has got there; after a while as they are, so that the oracle says what is missing. */
async function quiet(phone: Phone): Promise<Heads> {
  const deadline = performance.now() + patience
  for (;;) {
    await phone.catchUp()
    const reply = await insist(() => phone.door, 'room.list', { as: null, input: {} })
    const rooms = reply.ok ? reply.data.rooms : []
    const reached = new Map(phone.cursors.map(({ room, seq }) => [room, seq]))
    const isThere = rooms.length > 0 && rooms.every(({ room, seq }) => (reached.get(room) ?? -1) >= seq)
    if (isThere || performance.now() > deadline) return new Map(rooms.map(({ room, seq }) => [room, seq]))
    await pause(200)
  }
}
