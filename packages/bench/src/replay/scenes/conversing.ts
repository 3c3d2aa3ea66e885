import type { Partner } from '@morgenkreis/protocol'
import { apfelhof } from '@morgenkreis/world'
import { readingOf, talkAbout } from '../chats.ts'
import type { Talk } from '../chats.ts'
import { groupOfChild } from '../children-here.ts'
import { change, now } from '../insisting.ts'
import type { Actor, Stage } from '../stage.ts'

/** A guardian begins to talk with the group's team, or the head, about an own child: never with one employee. */
export async function converse(stage: Stage): Promise<void> {
  const actor = stage.actor(({ role, facility }) => role === 'guardian' && facility === apfelhof)
  if (actor) await converseAs(stage, actor)
}

export async function converseAs(stage: Stage, actor: Actor): Promise<void> {
  const { kita, chance } = stage
  const { phone, hat } = actor
  const tie = chance.oneOf(hat.children)
  if (!tie) return
  const { child, household } = tie
  const opened: Partner = chance.next() < 0.6 ? 'team' : 'head'
  const talk = talkIn(stage, { child, household, opened })
  const audience = kita.hearing(talk.hears)
  const reading = readingOf(talk)
  const { mark, text } = stage.write(audience, 1500, reading)
  const sentAt = now()
  const reply = await change(() => phone.door, 'conversation.start', hat.id, { child, partner: opened, text })
  if (!reply.ok) {
    stage.forbid(mark)
    return stage.unexpected(phone, `conversation.start: ${reply.error.code}`)
  }
  const { id, thread } = reply.data
  if (talk.chat === null) {
    const group = groupOfChild(child)
    const place = { facility: apfelhof, groups: group ? [group] : [] }
    talk.chat = { thread, circle: 'conversation', place, mode: 'open', hears: talk.hears }
    // Somebody of the family may have been removed meanwhile.
    if (kita.talks.includes(talk)) kita.chats.push(talk.chat)
    stage.counts.conversations += 1
  }
  kita.said.push({ id, chat: talk.chat, by: hat, at: stage.time.now(), mark, gone: 'no', busy: false })
  stage.note({ event: 'message.sent', ref: id, text, sentAt, audience, reading }, { by: actor })
  stage.counts.messages += 1
}

/** The conversation of this household with whoever is asked first; what is said goes where it is open already. */
function talkIn({ kita }: Stage, asked: Pick<Talk, 'child' | 'household' | 'opened'>): Talk {
  const isIt = ({ child, household, opened }: Talk) =>
    child === asked.child && household === asked.household && opened === asked.opened
  const talk = kita.talks.find(isIt) ?? talkAbout(asked)
  if (!kita.talks.includes(talk)) kita.talks.push(talk)
  return talk
}
