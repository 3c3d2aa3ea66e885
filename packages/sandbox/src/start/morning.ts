import { randomUUID } from 'node:crypto'
import { features, Installation, startGateway } from '@morgenkreis/gateway'
import type { Ground } from '@morgenkreis/gateway'
import { inProcessDoor, RequestId } from '@morgenkreis/protocol'
import type { Groups, InProcessDoor, InputOf, MembershipId, OperationName, OutputOf } from '@morgenkreis/protocol'
import { apfelhof, comments, memberships, morning } from '@morgenkreis/world'

const zone = 'Europe/Berlin'

/**
 * Lives through the demo's morning by the operations of the product itself: what is asked and answered goes through every
 * rule, and stands in the audit. On ground of its own, which nobody else serves.
 */
export async function playMorning(ground: Ground): Promise<void> {
  const config = { ...ground.config, port: 0, host: '127.0.0.1', redisUrl: null, webHandler: null }
  const gateway = await startGateway({ ...ground, config }, { features })
  const door = (globalThis as { [inProcessDoor]?: InProcessDoor })[inProcessDoor]
  try {
    if (door === undefined) throw new Error('the gateway that was started has no door')
    const act = actorAt(door, new Installation(ground))
    await office(act)
    await confirmations(act)
    await votes(act, ground.clock.now())
    await reports(act, ground.clock.now())
  } finally {
    await gateway.close()
  }
}

const newRequest = () => RequestId.parse(randomUUID())

type Act = <Name extends OperationName>(as: MembershipId, name: Name, input: InputOf<Name>) => Promise<OutputOf<Name>>

/** Everybody acts in a session that is over afterwards. */
function actorAt(door: InProcessDoor, installation: Installation): Act {
  return async (as, name, input) => {
    const visitor = { token: await installation.openSession(hatOf(as).person), address: '127.0.0.1' }
    const reply = await door.call(name, { as, request: newRequest(), input }, visitor)
    await door.call('session.close', { as: null, request: newRequest(), input: {} }, visitor)
    if (!reply.ok) throw new Error(`${name} was refused: ${reply.error.code}`)
    return reply.data
  }
}

async function office(act: Act): Promise<void> {
  const { by, modules } = morning.switchedOn
  for (const module of modules) await act(by, 'module.switch', { facility: apfelhof, module, on: true })
  const { by: who, author, reason, note } = morning.reports
  const newest = comments.findLast((one) => one.author === author && one.removedBy === null)
  if (newest !== undefined) await act(who, 'report.file', { thing: { kind: 'comment', ref: newest.id }, reason, note })
}

async function confirmations(act: Act): Promise<void> {
  const { by, groups, title, text, confirmedBy } = morning.asksToConfirm
  const { id } = await act(by, 'announcement.publish', {
    ...{ facility: apfelhof, groups: [...groups], title, text, confirmation: 'one' },
    acknowledgement: await acknowledged(act, by, 'announcement', [...groups]),
  })
  for (const as of confirmedBy) await act(as, 'announcement.confirm', { announcement: id, child: childOf(as) })
}

async function votes(act: Act, now: Date): Promise<void> {
  const { by, groups, question, kind, options, votes } = morning.asks
  const { id } = await act(by, 'poll.publish', {
    ...{ facility: apfelhof, groups: [...groups], question, kind, options: [...options] },
    ...{ per: 'family', anonymous: false, totals: true, closesAt: closing(now) },
    acknowledgement: await acknowledged(act, by, 'poll', [...groups]),
  })
  for (const [as, choice] of votes) await act(as, 'poll.vote', { poll: id, answer: { choices: [choice] } })
}

async function reports(act: Act, now: Date): Promise<void> {
  const { by, illness, days } = morning.ill
  const consent = { version: 1, language: 'de', accepted: true } as const
  await act(by, 'sick-note.report', { children: [childOf(by)], illness, ...span(now, days), consent })
  for (const { by: as, reason, days, note } of morning.away) {
    const said = note === null ? {} : { note }
    await act(as, 'absence.report', { children: [childOf(as)], reason, ...span(now, days), ...said })
  }
}

/** What a composer does: asks who will read it, and acknowledges that. */
async function acknowledged(act: Act, as: MembershipId, kind: 'announcement' | 'poll', groups: Groups) {
  const destination = { kind, facility: apfelhof, groups }
  const { token } = await act(as, 'audience.preview', { destination, language: 'de' })
  return { preview: token, accepted: true } as const
}

function hatOf(id: MembershipId) {
  const hat = memberships.find((one) => one.id === id)
  if (hat === undefined) throw new Error('the demo world has no such membership')
  return hat
}

function childOf(as: MembershipId) {
  const [tie] = hatOf(as).children
  if (tie === undefined) throw new Error('the demo world has no child of this membership')
  return tie.child
}

const today = (now: Date) =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainDate()

/** In the evening, when parents have picked up their children. */
function closing(now: Date): string {
  const evening = today(now).add({ days: 5 }).toZonedDateTime({ timeZone: zone, plainTime: '18:00' })
  return evening.toInstant().toString({ smallestUnit: 'millisecond' })
}

function span(now: Date, days: number) {
  const first = today(now)
  return { from: first.toString(), to: first.add({ days: days - 1 }).toString() }
}
