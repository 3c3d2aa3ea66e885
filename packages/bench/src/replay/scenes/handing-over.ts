import { writesIn } from '../cast.ts'
import type { Chat, Talk } from '../chats.ts'
import { caughtUp } from '../catching-up.ts'
import { isStaff } from '../hearing.ts'
import { change, now } from '../insisting.ts'
import type { Actor, Stage } from '../stage.ts'

/**
 * A conversation is handed over: from the team to the head, or back. From the reply on the other role answers, and reads all of
 * it; whoever answered before neither hears nor writes there any more.
 */
export async function handOver(stage: Stage): Promise<void> {
  const { kita, chance } = stage
  const open = kita.talks.flatMap((talk) => (talk.chat === null ? [] : [{ talk, chat: talk.chat }]))
  const { talk, chat } = chance.oneOf(open) ?? {}
  const actor = talk && chat && stage.actor((hat) => answers(talk, chat)(hat))
  if (!actor) return
  for (const phone of stage.phones)
    if (phone.isHere && phone.player.hats.some((hat) => isStaff(hat) && talk.hears(hat))) await caughtUp(phone)
  const { thread } = chat
  const [before, partner] = [talk.partner, talk.partner === 'team' ? ('head' as const) : ('team' as const)]
  const sentAt = now()
  const reply = await change(() => actor.phone.door, 'conversation.pass', actor.hat.id, { thread, partner })
  if (!reply.ok) return stage.unexpected(actor.phone, `conversation.pass: ${reply.error.code}`)
  const was = kita.hearing(talk.hears)
  kita.turn(() => (talk.partner = partner))
  const audience = was.union(kita.hearing(talk.hears))
  stage.note({ event: 'conversation.passed', ref: thread, sentAt, audience })
  stage.counts.handedOver += 1
  await writesNoMore(stage, actor, { talk, chat, before })
}

const answers =
  ({ hears }: Talk, { place }: Chat) =>
  (hat: Actor['hat']) =>
    isStaff(hat) && hears(hat) && writesIn(hat, place)

/** Decision 7: it is not theirs any more, so it is not there. */
async function writesNoMore(
  stage: Stage,
  { phone, hat }: Actor,
  { talk, chat, before }: { talk: Talk; chat: Chat; before: Talk['partner'] },
): Promise<void> {
  if (phone.player.hats.some((one) => talk.hears(one))) return
  const { text } = stage.write(new Set(), 500)
  const reply = await change(() => phone.door, 'message.send', hat.id, { thread: chat.thread, text })
  stage.mustRefuse(phone, `message.send where the ${before} answered`, { expected: ['not-found'], reply })
}
