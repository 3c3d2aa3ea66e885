import type { InputOf } from '@morgenkreis/protocol'
import { apfelhof } from '@morgenkreis/world'
import type { WorldMembership } from '@morgenkreis/world'
import { groupsOf } from '../cast.ts'
import type { Place } from '../cast.ts'
import { commentFor, judgedAt } from '../hearing.ts'
import { change, now } from '../insisting.ts'
import { isAnnouncement } from '../kita.ts'
import type { Actor, Stage } from '../stage.ts'

/** Muted until half past three; nobody says anything to end it. */
const mutedUntil = '15:30'

const placeOf = (hat: WorldMembership): Place => {
  const groups = groupsOf(hat)
  return { facility: hat.facility, groups: groups === 'all' || groups.length === 0 ? 'all' : groups }
}

/** Whoever moderates mutes a guardian: this one reads, and writes to staff alone. */
export async function mute(stage: Stage): Promise<void> {
  const { kita, time } = stage
  const isLoud = (hat: WorldMembership) =>
    hat.role === 'guardian' && hat.facility === apfelhof && !kita.silence.isMuted(hat, time.now())
  // A council hat beside it would go on writing in its own room.
  const phone = stage.someone(({ player: { hats } }) => hats.length === 1 && isLoud(hats[0]!))
  if (!phone) return
  const silenced = { phone, hat: phone.player.hats[0]! }
  const until = time.at(mutedUntil)
  const input = { membership: silenced.hat.id, until: new Date(until).toISOString() }
  if (!(await turning(stage, silenced, { name: 'member.mute', input }))) return
  kita.silence.mute(silenced.hat, until)
  stage.counts.muted += 1
}

/** One of those who are muted may write again before the time. */
export async function unmute(stage: Stage): Promise<void> {
  const { kita, time } = stage
  const muted = new Set(kita.silence.mutedAt(time.now()).map(([id]) => id))
  const silenced = stage.actor(({ id }) => muted.has(id))
  if (!silenced || muted.size < 2) return
  const input = { membership: silenced.hat.id }
  if (await turning(stage, silenced, { name: 'member.unmute', input })) kita.silence.unmute(silenced.hat)
}

type Turning =
  | { readonly name: 'member.mute'; readonly input: InputOf<'member.mute'> }
  | { readonly name: 'member.unmute'; readonly input: InputOf<'member.unmute'> }

/** Told to those who moderate there, to admins, and to the one whom it is about. */
async function turning(stage: Stage, { hat: silenced }: Actor, { name, input }: Turning): Promise<boolean> {
  const moderates = judgedAt(placeOf(silenced))
  const judge = stage.actor(moderates)
  if (!judge) return false
  const isAdmin = ({ role, facility }: WorldMembership) => role === 'admin' && facility === apfelhof
  const audience = stage.kita.hearing(moderates, isAdmin, ({ id }) => id === silenced.id)
  const sentAt = now()
  const reply = await change(() => judge.phone.door, name, judge.hat.id, input)
  if (reply.ok) stage.note({ event: 'member.muted', ref: silenced.id, sentAt, audience })
  else stage.unexpected(judge.phone, `${name}: ${reply.error.code}`)
  return reply.ok
}

/** A group's chat, and an announcement with its comments, are there to read alone, */
export async function lock(stage: Stage): Promise<void> {
  const { kita, chance } = stage
  const chat = chance.oneOf(kita.chats.filter(({ circle, mode }) => circle === 'group' && mode === 'open'))
  if (chat) await turnLock(stage, 'thread.lock', { of: { kind: 'thread', ref: chat.thread }, place: chat.place })
  const open = kita.published
    .filter(isAnnouncement)
    .filter(({ removing, place }) => !removing && stage.hasComments(place))
  const post = chance.oneOf(open.filter(({ place }) => place.facility === apfelhof))
  if (post) await turnLock(stage, 'thread.lock', { of: { kind: 'announcement', ref: post.id }, place: post.place })
}

/** until they are unlocked. */
export async function unlock(stage: Stage): Promise<void> {
  const { kita } = stage
  for (const { thread, place } of kita.chats.filter((chat) => kita.silence.locked.has(chat.thread)))
    await turnLock(stage, 'thread.unlock', { of: { kind: 'thread', ref: thread }, place })
  for (const { id, place } of kita.published.filter(isAnnouncement).filter((one) => kita.silence.locked.has(one.id)))
    await turnLock(stage, 'thread.unlock', { of: { kind: 'announcement', ref: id }, place })
}

async function turnLock(
  stage: Stage,
  name: 'thread.lock' | 'thread.unlock',
  { of, place }: InputOf<'thread.lock'> & { place: Place },
): Promise<void> {
  const { kita } = stage
  const judge = stage.actor(judgedAt(place))
  if (!judge) return
  const sentAt = now()
  const reply = await change(() => judge.phone.door, name, judge.hat.id, { of })
  if (!reply.ok) {
    if (stage.isRemoving(of.ref)) return
    return stage.unexpected(judge.phone, `${name}: ${reply.error.code}`)
  }
  stage.note({ event: 'thread.locked', ref: of.ref, sentAt, audience: kita.hearing(commentFor(place)) })
  if (name === 'thread.lock') kita.silence.locked.add(of.ref)
  else kita.silence.locked.delete(of.ref)
  stage.counts.locked += name === 'thread.lock' ? 1 : 0
}
