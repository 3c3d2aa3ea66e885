import type { ChatAcknowledgementId, MessageId, Reply } from '@morgenkreis/protocol'
import type { WorldMembership } from '@morgenkreis/world'
import { setTimeout as pause } from 'node:timers/promises'
import { readingOf } from '../chats.ts'
import type { Chat } from '../chats.ts'
import { writesIn } from '../cast.ts'
import { isStaff } from '../hearing.ts'
import { now } from '../insisting.ts'
import { isThere } from '../kita.ts'
import type { Actor, Stage } from '../stage.ts'
import { standing } from './acknowledging.ts'

/** Who says something there: who hears it, staff with the write right alone (K-31), and in public nobody who is muted. */
export const speaksIn =
  ({ kita: { silence }, time }: Stage, { circle, hears, place }: Chat) =>
  (hat: WorldMembership) =>
    hears(hat) &&
    (!isStaff(hat) || writesIn(hat, place)) &&
    (circle === 'conversation' || !silence.isMuted(hat, time.now()))

const isUnlocked =
  ({ kita: { silence } }: Stage) =>
  ({ thread }: Chat) =>
    !silence.locked.has(thread)

/** Somebody says something in a group's chat, the council's room or a conversation, sometimes as an answer. */
export async function say(stage: Stage): Promise<void> {
  const chats = stage.kita.chats.filter(isUnlocked(stage))
  const chat = stage.chance.oneOf(chats.filter(({ mode }) => mode !== 'read-only'))
  const actor = chat && stage.actor(speaksIn(stage, chat))
  if (actor) await sayAs(stage, actor, chat)
}

export async function sayAs(stage: Stage, actor: Actor, chat: Chat): Promise<void> {
  const words = prepare(stage, actor, chat)
  if (!words) return
  const under = await standing(stage, actor, chat)
  if (!under) return
  const enteredAt = now()
  noteSaid(stage, await send(stage, actor, { chat, under, ...words }), enteredAt)
}

/** Somebody without a connection goes on writing; it arrives in order and once when the phone is back (decision 2). */
export async function sayOffline(stage: Stage): Promise<void> {
  const chats = stage.kita.chats.filter(isUnlocked(stage))
  const chat = stage.chance.oneOf(chats.filter(({ mode }) => mode === 'open'))
  const actor = chat && stage.actor(speaksIn(stage, chat))
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
  return { ...stage.write(kita.hearing(chat.hears), 1500, readingOf(chat)), quotes: quoted?.id }
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
    // Or the conversation ended.
    const isOver = ['conversation-over', 'family-gone'].includes(reply.error.code)
    if (isOver && !stage.kita.chats.includes(chat)) return stage.kita.count(reply.error.code)
    return stage.unexpected(actor.phone, `message.send: ${reply.error.code}`)
  }
  const { id } = reply.data
  const at = stage.time.now()
  stage.kita.said.push({ id, chat, by: actor.hat, at, mark, gone: 'no', busy: false })
  const audience = stage.kita.allowed.get(mark)!
  const sent = { event: 'message.sent', ref: id, text, sentAt, answeredAt, audience, reading: readingOf(chat) }
  stage.note({ ...sent, ...(turn && { turn }) }, { by: actor })
  stage.counts.messages += 1
}
