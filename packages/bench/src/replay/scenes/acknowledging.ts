import type { ChatAcknowledgementId } from '@morgenkreis/protocol'
import type { Chat } from '../chats.ts'
import { change, now } from '../insisting.ts'
import type { Actor, Stage } from '../stage.ts'
import { preview } from './previewing.ts'

type Standing = { under?: ChatAcknowledgementId } | undefined

/** What somebody is acknowledging now: whoever wants to say more there waits for the same. */
const underWay = new WeakMap<Actor['phone'], Map<string, Promise<Standing>>>()

/** Decision 1: once per thread and audience, before the first message there. Conversations are not public. */
export async function standing(stage: Stage, actor: Actor, { circle, thread }: Chat): Promise<Standing> {
  if (circle === 'conversation') return {}
  const { phone, hat } = actor
  const key = `${hat.id} ${thread}`
  const known = phone.acknowledged.get(key)
  if (known) return { under: known }
  const waiting = underWay.get(phone) ?? new Map<string, Promise<Standing>>()
  underWay.set(phone, waiting)
  const asking = waiting.get(key) ?? acknowledge(stage, actor, thread).finally(() => waiting.delete(key))
  waiting.set(key, asking)
  return asking
}

async function acknowledge(stage: Stage, { phone, hat }: Actor, thread: Chat['thread']): Promise<Standing> {
  const shown = await preview(phone, hat.id, { kind: 'chat', thread })
  if ('refusal' in shown) return void stage.unexpected(phone, `audience.preview: ${shown.refusal}`)
  const sentAt = now()
  const reply = await change(() => phone.door, 'thread.acknowledge', hat.id, { thread, ...shown })
  if (!reply.ok) return void stage.unexpected(phone, `thread.acknowledge: ${reply.error.code}`)
  const { id } = reply.data
  stage.note({ event: 'thread.acknowledged', ref: id, sentAt, audience: new Set([phone.player.name]) })
  phone.acknowledged.set(`${hat.id} ${thread}`, id)
  return { under: id }
}
