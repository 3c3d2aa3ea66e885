import type { InputOf } from '@morgenkreis/protocol'
import type { WorldMembership } from '@morgenkreis/world'
import { writesIn } from '../cast.ts'
import { readingOf } from '../chats.ts'
import { isStaff } from '../hearing.ts'
import { change, now } from '../insisting.ts'
import { isThere } from '../kita.ts'
import type { Said } from '../kita.ts'
import type { Actor, Stage } from '../stage.ts'
import { standing } from './acknowledging.ts'
import { speaksIn } from './talking.ts'

/** Within ten minutes its author says it otherwise. */
export async function edit(stage: Stage): Promise<void> {
  const { kita, chance, time } = stage
  const isFresh = (one: Said) => isThere(one) && time.now() - one.at < 8 * 60_000
  const target = chance.oneOf(kita.said.filter((one) => isFresh(one) && !kita.silence.locked.has(one.chat.thread)))
  const actor = target && stage.actor((hat) => hat.id === target.by.id && speaksIn(stage, target.chat)(hat))
  if (!actor) return
  target.busy = true
  const under = await standing(stage, actor, target.chat)
  if (!under) return
  const audience = kita.hearing(target.chat.hears)
  const { mark, text } = stage.write(audience, 1500, readingOf(target.chat))
  const sentAt = now()
  const reply = await actor.phone.keep('message.edit', actor.hat.id, { message: target.id, text, ...under })
  target.busy = false
  if (!reply.ok) {
    stage.forbid(mark)
    return stage.unexpected(actor.phone, `message.edit: ${reply.error.code}`)
  }
  stage.note({ event: 'message.edited', ref: target.id, text, sentAt, audience })
  kita.goneAt.set(target.mark, now())
  target.mark = mark
  stage.counts.edits += 1
}

/** Its author withdraws it, or staff of a group's chat removes it; some of it comes back (K-82). */
export async function takeBack(stage: Stage): Promise<void> {
  const { kita, chance } = stage
  const target = chance.oneOf(kita.said.filter(isThere))
  const byStaff = target?.chat.circle === 'group' && chance.next() < 0.4
  const mayRemove = (hat: WorldMembership) =>
    byStaff ? isStaff(hat) && writesIn(hat, target.chat.place) : hat.id === target?.by.id && target.chat.hears(hat)
  const actor = target && stage.actor(mayRemove)
  if (!actor) return
  target.busy = true
  const sentAt = now()
  const reply = await actor.phone.keep('message.remove', actor.hat.id, { message: target.id })
  if (!reply.ok) return stage.unexpected(actor.phone, `message.remove: ${reply.error.code}`)
  target.gone = reply.data.gone === 'withdrawn' ? 'withdrawn' : 'removed'
  const audience = kita.hearing(target.chat.hears)
  stage.note({ event: 'message.removed', ref: target.id, sentAt, audience })
  kita.goneAt.set(target.mark, now())
  stage.counts.removals += 1
  target.busy = false
  if (chance.next() < 0.4) await putBack(stage, actor, target)
}

async function putBack(stage: Stage, { phone, hat }: Actor, target: Said): Promise<void> {
  const { kita } = stage
  target.busy = true
  // From here on it may be read again.
  kita.goneAt.delete(target.mark)
  const sentAt = now()
  const reply = await change(() => phone.door, 'message.restore', hat.id, { message: target.id })
  target.busy = false
  if (!reply.ok) return stage.unexpected(phone, `message.restore: ${reply.error.code}`)
  target.gone = 'no'
  stage.note({ event: 'message.restored', ref: target.id, sentAt, audience: kita.hearing(target.chat.hears) })
  stage.counts.restored += 1
}

/** Somebody reads a thread to its end: the other devices of this person learn it, and nobody else (K-41). */
export async function markRead(stage: Stage): Promise<void> {
  const { kita, chance } = stage
  const last = chance.oneOf(kita.said.filter(isThere))
  const actor = last && stage.actor(last.chat.hears)
  if (!actor) return
  const { phone, hat } = actor
  const { thread } = last.chat
  const input: InputOf<'thread.mark'> = { thread, upTo: last.id, unread: false }
  const sentAt = now()
  const reply = await change(() => phone.door, 'thread.mark', hat.id, input)
  if (!reply.ok) return stage.unexpected(phone, `thread.mark: ${reply.error.code}`)
  const read = `${phone.player.name} ${thread}`
  if ((kita.readUpTo.get(read) ?? '') < last.id) kita.readUpTo.set(read, last.id)
  stage.note({ event: 'thread.marked', ref: thread, sentAt, audience: new Set([phone.player.name]) })
  stage.counts.marks += 1
}
