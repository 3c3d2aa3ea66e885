import { people } from '@morgenkreis/world'
import type { Devices } from '../devices.ts'
import { isStaff } from '../hearing.ts'
import type { House } from '../house.ts'
import { caughtUp } from '../catching-up.ts'
import type { Heads } from '../catching-up.ts'
import { insist } from '../insisting.ts'
import { differences } from '../oracle.ts'
import type { Phone } from '../phone.ts'
import type { Difference, Sent } from '../record.ts'
import { Screen } from '../screen.ts'
import type { Stage } from '../stage.ts'
import { diverged, unlikeRecord } from '../states.ts'
import { judgeBytes } from './judge-bytes.ts'
import { judgeConfirmations } from './judge-confirmations.ts'
import { judgeOpenings } from './judge-openings.ts'
import type { WantsMail } from './judge-openings.ts'
import { judgePolls } from './judge-polls.ts'
import { judgeReports } from './judge-reports.ts'
import { judgeRings } from './judge-rings.ts'
import type { Rung } from './judge-rings.ts'

/** Waits until everybody has heard everything, then compares what each heard, shows and can read with the record. */
export async function judge(stage: Stage, wantsMail: WantsMail): Promise<Difference[]> {
  const members = stage.phones.filter(({ removedAt }) => removedAt === null)
  const removed = stage.phones.filter(({ removedAt }) => removedAt !== null)
  const found = [...stage.kita.wrong]
  for (const phone of members)
    found.push(...(await judgeMember(stage, phone, { heads: await caughtUp(phone), wantsMail })))
  for (const phone of removed) found.push(...judgeLog(stage, phone, new Map()), ...(await judgeDoor(phone)))
  // Last, so that it covers what was read for the verdict, too.
  for (const phone of stage.phones) found.push(...judgeBytes(phone.player, phone.bytes, permitted(stage)))
  return found
}

/** K-35: whoever was removed reads nothing any more. */
async function judgeDoor(phone: Phone): Promise<Difference[]> {
  const { id, facility } = phone.player.hats[0]!
  const reply = await insist(() => phone.door, 'announcement.list', { as: id, input: { facility } })
  return reply.ok ? [{ kind: 'overheard', who: phone.player.name, what: 'reads announcements after the removal' }] : []
}

async function judgeMember(
  stage: Stage,
  phone: Phone,
  { heads, wantsMail }: { heads: Heads; wantsMail: WantsMail },
): Promise<Difference[]> {
  const { player, screen } = phone
  await screen.freshen(phone.door, player)
  const fresh = new Screen()
  await fresh.read(phone.door, player)
  return [
    ...judgeLog(stage, phone, heads),
    ...diverged(player.name, screen.lines, fresh.lines),
    ...unlikeRecord(player.name, fresh.lines, {
      record: stage.kita.record,
      reads: (sent) => stage.kita.reads(player, sent),
    }),
    ...(await judgeReports(stage, phone)),
    ...(await judgePolls(stage, phone)),
    ...(await judgeConfirmations(stage, phone)),
    ...(await judgeOpenings(stage, phone, wantsMail)),
  ]
}

const judgeLog = ({ kita }: Stage, { player: { name: who }, entries, removedAt }: Phone, heads: Heads): Difference[] =>
  differences({ who, entries, heads, removedAt }, [...kita.record, ...kita.maybe])

function permitted({ kita: { allowed, goneAt, closedAt, reports } }: Stage) {
  return { allowed, goneAt, closedAt, illnesses: new Map(reports.notes.map(({ id, known }) => [id, known])) }
}

const nameOf = new Map<string, string>(people.map(({ id, name }) => [id, name]))

/** What rang, once quiet hours were over, and what of it is not as the record says. */
export async function judgeDevices(
  stage: Stage,
  { rows }: House,
  devices: Devices,
): Promise<{ rungs: Rung[]; found: Difference[] }> {
  const { kita, time, phones } = stage
  await rows.areOut(() => time.now())
  const rungs = await rows.all(devices.arrived, (person) => nameOf.get(person) ?? person)
  const leaving = new Set(phones.filter(({ removedAt }) => removedAt !== null).map(({ player }) => player.name))
  const listening = new Set([...devices.listening].filter((who) => !leaving.has(who)))
  const removed = new Set(kita.record.filter(({ event }) => event.endsWith('.removed')).map(({ ref }) => ref))
  const found = judgeRings(rungs, [...kita.record, ...kita.maybe], {
    listening,
    // What stood under a removed announcement went with it.
    removed: new Set([
      ...removed,
      ...kita.record.flatMap(({ under, ref }) => (under && removed.has(under) ? [ref] : [])),
    ]),
    opened: new Set([...kita.record.flatMap(opensOf), ...readIn(kita)]),
    quietUntil: (who, sent) => quietUntil(stage, who, sent),
  })
  const said = devices.talkative.map((what) => ({ kind: 'overheard' as const, who: 'a push service', what }))
  return { rungs, found: [...found, ...said] }
}

const opensOf = ({ event, ref, audience }: Sent) =>
  event === 'announcement.opened' ? [...audience].map((who) => `${who} ${ref}`) : []

/** Who has read which message. */
const readIn = ({ said, readUpTo, players }: Stage['kita']) =>
  said.flatMap(({ id, chat: { thread } }) =>
    players.filter(({ name }) => (readUpTo.get(`${name} ${thread}`) ?? '') >= id).map(({ name }) => `${name} ${id}`),
  )

/** N5: everybody from seven in the evening on, who works here alone from half past five on, until half past six. */
function quietUntil({ phones, time }: Stage, who: string, { rings }: Sent): number | null {
  const hats = phones.find(({ player }) => player.name === who)?.player.hats ?? []
  const offDuty = hats.every((hat) => isStaff(hat) && hat.role !== 'admin')
  const begins = time.at(offDuty ? '17:30' : '19:00')
  return rings && rings.at >= begins ? time.at('06:30', 1) : null
}
