import type { InputOf, Partner } from '@morgenkreis/protocol'
import { apfelhof } from '@morgenkreis/world'
import type { Chat } from '../chats.ts'
import { groupOfChild } from '../cast.ts'
import { conversationOf } from '../hearing.ts'
import { change, now } from '../insisting.ts'
import type { Stage } from '../stage.ts'

/** A guardian begins to talk with the group's team, or the head, about an own child: never with one employee. */
export async function converse(stage: Stage): Promise<void> {
  const { kita, chance } = stage
  const actor = stage.actor(({ role, facility }) => role === 'guardian' && facility === apfelhof)
  const tie = actor && chance.oneOf(actor.hat.children)
  if (!tie) return
  const { phone, hat } = actor
  const partner: Partner = chance.next() < 0.6 ? 'team' : 'head'
  const { child, household } = tie
  const hears = conversationOf(apfelhof, { child, household, partner })
  const audience = kita.hearing(hears)
  const { mark, text } = stage.write(audience, 1500)
  const input: InputOf<'conversation.start'> = { child, partner, text }
  const sentAt = now()
  const reply = await change(() => phone.door, 'conversation.start', hat.id, input)
  if (!reply.ok) {
    stage.forbid(mark)
    return stage.unexpected(phone, `conversation.start: ${reply.error.code}`)
  }
  const { id, thread } = reply.data
  const known = kita.chats.find((one) => one.thread === thread)
  const group = groupOfChild.get(child)
  const place = { facility: apfelhof, groups: group ? [group] : [] }
  const chat: Chat = known ?? { thread, circle: 'conversation', place, mode: 'open', hears }
  if (!known) {
    kita.chats.push(chat)
    stage.counts.conversations += 1
  }
  kita.said.push({ id, chat, by: hat, at: stage.time.now(), mark, gone: 'no', busy: false })
  stage.note({ event: 'message.sent', ref: id, text, sentAt, audience }, { by: actor })
  stage.counts.messages += 1
}
