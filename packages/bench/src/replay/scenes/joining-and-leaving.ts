import type { ChildId, GroupId } from '@morgenkreis/protocol'
import { apfelhof } from '@morgenkreis/world'
import type { WorldChild, WorldMembership } from '@morgenkreis/world'
import { groupsOf, touches } from '../cast.ts'
import type { Player } from '../cast.ts'
import { caughtUp } from '../catching-up.ts'
import { childrenHere, groupOfChild, joins, leaves, newcomers } from '../children-here.ts'
import { isStaff, tieTo } from '../hearing.ts'
import { change, insist, now } from '../insisting.ts'
import type { Phone } from '../phone.ts'
import type { Actor, Stage } from '../stage.ts'

const isAdmin = ({ role, facility }: WorldMembership) => role === 'admin' && facility === apfelhof

/** The guardians of a child who belong to the Kita, as they play. */
const guardiansOf = (child: ChildId, phones: readonly Phone[]) =>
  phones.filter(({ player }) => player.hats.some((hat) => tieTo(hat, child) !== undefined))

/** All guardians of the child are here now, and fit. */
function oneWhose(stage: Stage, fits: (player: Player, child: WorldChild) => boolean): WorldChild | undefined {
  const { kita, phones, chance } = stage
  const isRight = (child: WorldChild) => {
    const ties = kita.members.filter((hat) => tieTo(hat, child.id) !== undefined)
    const guardians = guardiansOf(child.id, phones)
    const are = guardians.every((phone) => phone.isHere && phone.removedAt === null && fits(phone.player, child))
    return ties.length > 0 && ties.length === guardians.length && are
  }
  const fitting = childrenHere().filter((child) => child.facility === apfelhof && isRight(child))
  // Rather one of whom something was reported, which goes along.
  const reported = [...kita.reports.notes, ...kita.reports.absences].filter(({ gone }) => !gone)
  return chance.oneOf(fitting.filter(({ id }) => reported.some(({ child }) => child === id))) ?? chance.oneOf(fitting)
}

/** A child leaves whose guardians have no other here: they belong to the Kita no more (K-63). */
export async function leave(stage: Stage): Promise<void> {
  await go(
    stage,
    oneWhose(stage, ({ hats }) => hats.length === 1 && hats[0]!.children.length === 1),
  )
}

/** A child leaves that has a sister or brother in another group: its guardians lose its group alone. */
export async function leaveSibling(stage: Stage): Promise<void> {
  const hasAnother = ({ hats }: Player, { id, group }: WorldChild) => {
    const others = hats[0]!.children.filter(({ child }) => child !== id)
    return hats.length === 1 && others.length > 0 && others.every(({ child }) => groupOfChild(child) !== group)
  }
  await go(stage, oneWhose(stage, hasAnother))
}

async function go(stage: Stage, child: WorldChild | undefined): Promise<void> {
  const admin = stage.actor(isAdmin)
  if (!admin || !child) return
  const guardians = guardiansOf(child.id, stage.phones)
  for (const phone of guardians) await caughtUp(phone)
  const isAlone = ({ player: { hats } }: Phone) => hats.every(({ children }) => children.length === 1)
  const ended = guardians.filter(isAlone)
  const audience = stage.kita.hearing(
    (hat) => isStaff(hat) && touches(hat, { facility: apfelhof, groups: [child.group] }),
  )
  for (const phone of ended) phone.removedAt = Infinity
  const sentAt = now()
  const reply = await change(() => admin.phone.door, 'child.leave', admin.hat.id, { child: child.id })
  if (!reply.ok) return stage.unexpected(admin.phone, `child.leave: ${reply.error.code}`)
  for (const phone of ended) phone.removedAt = now()
  stage.note({ event: 'child.left', ref: child.id, sentAt, audience })
  stage.counts.childrenLeft += 1
  isGone(stage, child, { guardians, ended })
}

/** What followed from that child ends, nothing else; its reports are deleted (K-23). */
function isGone(
  { kita }: Stage,
  { id }: WorldChild,
  { guardians, ended }: { guardians: readonly Phone[]; ended: readonly Phone[] },
): void {
  const { notes, absences } = kita.reports
  for (const one of [...notes, ...absences].filter(({ child, gone }) => child === id && !gone)) {
    one.gone = true
    const isSaidElsewhere = [...notes, ...absences].some(({ mark, gone }) => mark === one.mark && !gone)
    if (one.mark !== null && !isSaidElsewhere) kita.goneAt.set(one.mark, now())
  }
  kita.turn(() => {
    leaves(id)
    for (const { player } of guardians)
      for (const hat of player.hats) hat.children = hat.children.filter(({ child }) => child !== id)
    for (const { player } of ended) kita.remove(player)
  })
  for (const talk of kita.talks.filter(({ child }) => child === id)) kita.end(talk)
}

/** A child joins a group in which its guardian had none: from the reply on the guardian hears that group. */
export async function join(stage: Stage): Promise<void> {
  const { kita, chance } = stage
  const admin = stage.actor(isAdmin)
  const isNew = (hat: WorldMembership) =>
    hat.role === 'guardian' && hat.facility === apfelhof && hat.children.length > 0
  const guardian = stage.actor(isNew)
  const own = guardian && groupsOf(guardian.hat)
  const group = chance.oneOf(stage.groupsIn(apfelhof).filter((one) => own !== 'all' && !own?.includes(one)))
  if (!admin || !guardian || !group) return
  await caughtUp(guardian.phone)
  const name = newcomers[stage.counts.childrenJoined % newcomers.length]!
  const tie = { membership: guardian.hat.id, custody: true, apart: false }
  const input = { facility: apfelhof, group, sign: 'owl' as const, name, guardians: [tie] }
  const audience = kita.hearing(isAdmin)
  const sentAt = now()
  const reply = await change(() => admin.phone.door, 'child.join', admin.hat.id, input)
  if (!reply.ok) return stage.unexpected(admin.phone, `child.join: ${reply.error.code}`)
  const { id } = reply.data
  stage.note({ event: 'child.joined', ref: id, sentAt, audience })
  stage.counts.childrenJoined += 1
  kita.joinedAt.set(group, stage.time.now())
  kita.turn(() => {
    joins({ id, facility: apfelhof, group, sign: 'owl', name })
    guardian.hat.children = [...guardian.hat.children, { child: id, label: null, custody: true, household: null }]
  })
  await underOld(stage, group)
  await askForTheRest(stage, guardian.phone, group)
}

/** Whoever joined asks the room for all that it ever told: of what was said in the chat before, the bytes may hold nothing. */
async function askForTheRest(stage: Stage, phone: Phone, group: GroupId): Promise<void> {
  await caughtUp(phone)
  const cursors = phone.cursors.filter(({ room }) => room === `group:${group}:families`)
  const input = { cursors: cursors.map((one) => ({ ...one, seq: 0 })) }
  const reply = await insist(() => phone.door, 'room.sync', { as: null, input })
  if (!reply.ok) stage.unexpected(phone, `room.sync from the beginning: ${reply.error.code}`)
}

/** Decision 1: what was acknowledged before somebody was added holds no more, and is asked for again. */
async function underOld(stage: Stage, group: GroupId): Promise<void> {
  const chat = stage.kita.chats.find(({ circle, place }) => circle === 'group' && place.groups.includes(group))
  if (!chat) return
  const keyOf = ({ hat }: Actor) => `${hat.id} ${chat.thread}`
  const actor = stage.phones
    .filter(({ isHere, removedAt }) => isHere && removedAt === null)
    .flatMap((phone) => phone.player.hats.map((hat) => ({ phone, hat })))
    .find((one) => one.phone.acknowledged.has(keyOf(one)) && chat.mode === 'open')
  const under = actor?.phone.acknowledged.get(keyOf(actor))
  for (const { acknowledged } of stage.phones)
    for (const key of acknowledged.keys()) if (key.endsWith(` ${chat.thread}`)) acknowledged.delete(key)
  if (!actor || !under) return
  const { text } = stage.write(new Set(), 500)
  const input = { thread: chat.thread, text, under }
  const reply = await change(() => actor.phone.door, 'message.send', actor.hat.id, input)
  stage.mustRefuse(actor.phone, 'message.send under an old audience', { expected: ['audience-changed'], reply })
}
