import type { Chat } from '../chats.ts'
import { isStaff } from '../hearing.ts'
import { change } from '../insisting.ts'
import type { Actor, Stage } from '../stage.ts'
import { speaksIn } from './talking.ts'

/** Something that must not be said in a chat; it may reach nobody. */
export async function refusedInChat(stage: Stage): Promise<void> {
  await stage.chance.oneOf([withoutAcknowledgement, underAnothers, fromOutside, beginningUnasked, whereNobodyWrites])?.(
    stage,
  )
}

const chatOf = (stage: Stage, fits: (chat: Chat) => boolean) =>
  stage.chance.oneOf(stage.kita.chats.filter((chat) => fits(chat) && !stage.kita.silence.locked.has(chat.thread)))

/** A guardian who hears it, and is not silent. */
const guardianIn = (stage: Stage, chat: Chat) => stage.actor((hat) => !isStaff(hat) && speaksIn(stage, chat)(hat))

/** D-05: nothing public without the standing acknowledgement. */
async function withoutAcknowledgement(stage: Stage): Promise<void> {
  const chat = chatOf(stage, ({ circle, mode }) => circle === 'group' && mode === 'open')
  const actor = chat && guardianIn(stage, chat)
  if (actor) await attempt(stage, actor, chat, {}, ['acknowledgement-missing'])
}

/** Decision 1: it is one person's. */
async function underAnothers(stage: Stage): Promise<void> {
  const chat = chatOf(stage, ({ circle, mode }) => circle === 'group' && mode === 'open')
  const actor = chat && guardianIn(stage, chat)
  const others = stage.phones.flatMap(({ player, acknowledged }) =>
    player === actor?.phone.player
      ? []
      : [...acknowledged].flatMap(([key, id]) => (chat && key.endsWith(` ${chat.thread}`) ? [id] : [])),
  )
  const under = stage.chance.oneOf(others)
  if (actor && under) await attempt(stage, actor, chat, { under }, ['acknowledgement-stale'])
}

/** Decision 7: not found and not yours answer alike. */
async function fromOutside(stage: Stage): Promise<void> {
  const chat = chatOf(stage, () => true)
  const phone = chat && stage.someone(({ player }) => player.hats.every((hat) => !chat.hears(hat)))
  const hat = phone && stage.chance.oneOf(phone.player.hats)
  if (hat) await attempt(stage, { phone, hat }, chat, {}, ['not-found'])
}

async function beginningUnasked(stage: Stage): Promise<void> {
  const chat = chatOf(stage, ({ mode }) => mode === 'staff-led')
  const actor = chat && guardianIn(stage, chat)
  if (actor) await attempt(stage, actor, chat, {}, ['answers-only'])
}

async function whereNobodyWrites(stage: Stage): Promise<void> {
  const chat = chatOf(stage, ({ mode }) => mode === 'read-only')
  const actor = chat && stage.actor(speaksIn(stage, chat))
  if (actor) await attempt(stage, actor, chat, {}, ['read-only'])
}

async function attempt(
  stage: Stage,
  { phone, hat }: Actor,
  { thread }: Chat,
  more: { under?: NonNullable<ReturnType<Actor['phone']['acknowledged']['get']>> },
  expected: readonly string[],
): Promise<void> {
  const { text } = stage.write(new Set(), 500)
  const reply = await change(() => phone.door, 'message.send', hat.id, { thread, text, ...more })
  stage.mustRefuse(phone, 'message.send', { expected, reply })
}
