import { apfelhof } from '@morgenkreis/world'
import { commentsAs } from '../cast.ts'
import type { Chat } from '../chats.ts'
import { isStaff } from '../hearing.ts'
import { change } from '../insisting.ts'
import { isAnnouncement } from '../kita.ts'
import type { PublishedAnnouncement } from '../kita.ts'
import type { Actor, Stage } from '../stage.ts'
import { preview } from './previewing.ts'
import { converseAs } from './conversing.ts'
import { sayAs } from './talking.ts'

/** Somebody who is muted, or something that is locked: nothing is said in public. */
export async function refusedSilenced(stage: Stage): Promise<void> {
  await stage.chance.oneOf([mutedInChat, mutedUnderPost, inLockedChat, underLockedPost])?.(stage)
}

/** Each of them once. */
export async function refusedAllSilenced(stage: Stage): Promise<void> {
  for (const scene of [mutedInChat, mutedUnderPost, inLockedChat, underLockedPost]) await scene(stage)
}

const mutedActor = (stage: Stage) =>
  stage.actor((hat) => hat.facility === apfelhof && stage.kita.silence.isMuted(hat, stage.time.now()))

async function mutedInChat(stage: Stage): Promise<void> {
  const actor = mutedActor(stage)
  const isTheirs = ({ circle, mode, hears }: Chat) => circle === 'group' && mode === 'open' && hears(actor!.hat)
  const chat = actor && stage.chance.oneOf(stage.kita.chats.filter(isTheirs))
  if (chat) await attemptChat(stage, actor, chat)
}

async function inLockedChat(stage: Stage): Promise<void> {
  const { kita, chance } = stage
  const chat = chance.oneOf(kita.chats.filter(({ thread }) => kita.silence.locked.has(thread)))
  const actor = chat && stage.actor((hat) => chat.hears(hat) && (!isStaff(hat) || hat.writes))
  if (actor) await attemptChat(stage, actor, chat)
}

async function attemptChat(stage: Stage, { phone, hat }: Actor, { thread }: Chat): Promise<void> {
  const { text } = stage.write(new Set(), 500)
  const under = phone.acknowledged.get(`${hat.id} ${thread}`)
  const reply = await change(() => phone.door, 'message.send', hat.id, { thread, text, ...(under && { under }) })
  stage.mustRefuse(phone, `message.send by ${hat.id}`, { expected: silenceOf(stage, hat, thread), reply })
}

async function mutedUnderPost(stage: Stage): Promise<void> {
  const actor = mutedActor(stage)
  const post = actor && stage.chance.oneOf(posts(stage).filter(({ place }) => commentsAs(actor.phone.player, place)))
  if (post) await attemptComment(stage, actor, post)
}

async function underLockedPost(stage: Stage): Promise<void> {
  const post = stage.chance.oneOf(posts(stage).filter(({ id }) => stage.kita.silence.locked.has(id)))
  const phone = post && stage.someone(({ player }) => commentsAs(player, post.place) !== undefined)
  const as = phone && commentsAs(phone.player, post.place)
  const hat = phone?.player.hats.find(({ id }) => id === as)
  if (phone && hat) await attemptComment(stage, { phone, hat }, post)
}

const posts = (stage: Stage): PublishedAnnouncement[] =>
  stage.kita.published.filter(isAnnouncement).filter(({ removing, place }) => !removing && stage.hasComments(place))

async function attemptComment(stage: Stage, { phone, hat }: Actor, { id }: PublishedAnnouncement): Promise<void> {
  const shown = await preview(phone, hat.id, { kind: 'comment', announcement: id })
  if ('refusal' in shown) return
  const { text } = stage.write(new Set(), 500)
  const input = { announcement: id, text, ...shown }
  const reply = await change(() => phone.door, 'comment.publish', hat.id, input)
  // It may have been removed meanwhile.
  if (!reply.ok && stage.isRemoving(id)) return stage.kita.count(reply.error.code)
  stage.mustRefuse(phone, `comment.publish by ${hat.id}`, { expected: silenceOf(stage, hat, id), reply })
}

/** What is locked is locked for everybody; it is said first. */
const silenceOf = ({ kita: { silence }, time }: Stage, hat: Actor['hat'], ref: string): string[] => {
  if (silence.locked.has(ref)) return ['locked']
  return silence.isMuted(hat, time.now()) ? ['muted'] : []
}

/** A conversation with staff stays open to somebody who is muted. */
export async function mutedTalksToStaff(stage: Stage): Promise<void> {
  const actor = mutedActor(stage)
  if (actor) await converseAs(stage, actor)
}

/** Whose time is over says something in public again. */
export async function mutedNoMore(stage: Stage): Promise<void> {
  const { kita, chance, time } = stage
  const { silence } = kita
  const actor = stage.actor((hat) => silence.wasMuted(hat) && !silence.isMuted(hat, time.now()))
  const open = kita.chats.filter(
    ({ circle, mode, thread }) => circle === 'group' && mode === 'open' && !silence.locked.has(thread),
  )
  const chat = actor && chance.oneOf(open.filter(({ hears }) => hears(actor.hat)))
  if (chat) await sayAs(stage, actor, chat)
}
