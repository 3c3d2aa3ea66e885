import type { ChatAcknowledgementId, InputOf, MessageId, Reply } from '@morgenkreis/protocol'
import type { WorldMembership } from '@morgenkreis/world'
import { setTimeout as pause } from 'node:timers/promises'
import type { Chat } from '../chats.ts'
import { writesIn } from '../cast.ts'
import { isStaff } from '../hearing.ts'
import { change, now } from '../insisting.ts'
import type { Said } from '../kita.ts'
import type { Actor, Stage } from '../stage.ts'
import { preview } from './previewing.ts'

/** Who says something there: who hears it, staff with the write right alone (K-31). */
const speaksIn =
  ({ hears, place }: Chat) =>
  (hat: WorldMembership) =>
    hears(hat) && (!isStaff(hat) || writesIn(hat, place))

const isThere = ({ gone, busy }: Said) => gone === 'no' && !busy

/** Somebody says something in a group's chat, the council's room or a conversation, sometimes as an answer. */
export async function say(stage: Stage): Promise<void> {
  const chat = stage.chance.oneOf(stage.kita.chats.filter(({ mode }) => mode !== 'read-only'))
  const actor = chat && stage.actor(speaksIn(chat))
  const words = chat && actor && prepare(stage, actor, chat)
  if (!words) return
  const under = await standing(stage, actor, chat)
  if (!under) return
  const enteredAt = now()
  noteSaid(stage, await send(stage, actor, { chat, under, ...words }), enteredAt)
}

/** Somebody without a connection goes on writing; it arrives in order and once when the phone is back (decision 2). */
export async function sayOffline(stage: Stage): Promise<void> {
  const chat = stage.chance.oneOf(stage.kita.chats.filter(({ mode }) => mode === 'open'))
  const actor = chat && stage.actor(speaksIn(chat))
  const under = actor && (await standing(stage, actor, chat))
  if (!actor || !under || !actor.phone.isHere) return
  const { phone, hat } = actor
  phone.leave()
  const entered: { sending: ReturnType<typeof send>; at: number }[] = []
  for (let n = 0; n < 2 + stage.chance.below(3); n += 1) {
    const words = prepare(stage, actor, chat)
    if (words) entered.push({ sending: send(stage, actor, { chat, under, ...words }), at: now() })
    await pause(50 + stage.chance.below(400))
  }
  await pause(500 + stage.chance.below(5000))
  phone.arrive(stage.origins[stage.chance.below(2)]!)
  stage.counts.returned += 1
  // One is sent after the other: none of them before the one before it was answered.
  let before = -Infinity
  for (const { sending, at } of entered) {
    const sent = await sending
    stage.counts.messagesFromOutbox += 1
    const turn = { queue: `${hat.id} ${chat.thread}`, n: stage.counts.messagesFromOutbox }
    noteSaid(stage, sent, Math.max(at, before), turn)
    before = sent.answeredAt
  }
}

interface Words {
  readonly mark: number
  readonly text: string
  readonly quotes: MessageId | undefined
}

/** What is said. In a staff-led chat families answer staff, and begin nothing of their own. */
function prepare(stage: Stage, { hat }: Actor, chat: Chat): Words | undefined {
  const { kita, chance } = stage
  const answers = chat.mode === 'staff-led' && !isStaff(hat)
  const before = kita.said.filter((one) => one.chat === chat && isThere(one) && (!answers || isStaff(one.by)))
  const quoted = answers || chance.next() < 0.2 ? chance.oneOf(before.slice(-20)) : undefined
  if (answers && !quoted) return undefined
  return { ...stage.write(kita.hearing(chat.hears), 1500), quotes: quoted?.id }
}

interface Sending extends Words {
  readonly chat: Chat
  readonly under: { under?: ChatAcknowledgementId }
}
interface Answered {
  readonly actor: Actor
  readonly sending: Sending
  readonly reply: Reply<'message.send'>
  readonly answeredAt: number
}

async function send(stage: Stage, actor: Actor, sending: Sending): Promise<Answered> {
  const { chat, under, text, quotes } = sending
  const input = { thread: chat.thread, text, ...under, ...(quotes && { quotes }) }
  const reply = await actor.phone.keep('message.send', actor.hat.id, input)
  return { actor, sending, reply, answeredAt: now() }
}

function noteSaid(
  stage: Stage,
  { actor, sending: { chat, mark, text, quotes }, reply, answeredAt }: Answered,
  sentAt: number,
  turn?: { queue: string; n: number },
): void {
  if (!reply.ok) {
    stage.forbid(mark)
    // What it answers may have been removed meanwhile.
    if (quotes && ['not-found', 'gone'].includes(reply.error.code)) return stage.kita.count(reply.error.code)
    return stage.unexpected(actor.phone, `message.send: ${reply.error.code}`)
  }
  const { id } = reply.data
  const at = stage.time.now()
  stage.kita.said.push({ id, chat, by: actor.hat, at, mark, gone: 'no', busy: false })
  const audience = stage.kita.allowed.get(mark)!
  const sent = { event: 'message.sent', ref: id, text, sentAt, answeredAt, audience, ...(turn && { turn }) }
  stage.note(sent, { by: actor })
  stage.counts.messages += 1
}

/** Decision 1: once per thread and audience, before the first message there. Conversations are not public. */
async function standing(
  stage: Stage,
  { phone, hat }: Actor,
  { circle, thread }: Chat,
): Promise<{ under?: ChatAcknowledgementId } | undefined> {
  if (circle === 'conversation') return {}
  const key = `${hat.id} ${thread}`
  const known = phone.acknowledged.get(key)
  if (known) return { under: known }
  const shown = await preview(phone, hat.id, { kind: 'chat', thread })
  if ('refusal' in shown) return void stage.unexpected(phone, `audience.preview: ${shown.refusal}`)
  const sentAt = now()
  const reply = await change(() => phone.door, 'thread.acknowledge', hat.id, { thread, ...shown })
  if (!reply.ok) return void stage.unexpected(phone, `thread.acknowledge: ${reply.error.code}`)
  const { id } = reply.data
  stage.note({ event: 'thread.acknowledged', ref: id, sentAt, audience: new Set([phone.player.name]) })
  phone.acknowledged.set(key, id)
  return { under: id }
}

/** Within ten minutes its author says it otherwise. */
export async function edit(stage: Stage): Promise<void> {
  const { kita, chance, time } = stage
  const target = chance.oneOf(kita.said.filter((one) => isThere(one) && time.now() - one.at < 8 * 60_000))
  const actor = target && stage.actor(({ id }) => id === target.by.id)
  if (!actor) return
  target.busy = true
  const under = await standing(stage, actor, target.chat)
  if (!under) return
  const audience = kita.hearing(target.chat.hears)
  const { mark, text } = stage.write(audience, 1500)
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
    byStaff ? isStaff(hat) && writesIn(hat, target.chat.place) : hat.id === target?.by.id
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
  stage.note({ event: 'thread.marked', ref: thread, sentAt, audience: new Set([phone.player.name]) })
  stage.counts.marks += 1
}
