import type { ChatAcknowledgementId } from '@morgenkreis/protocol'
import type { Chat } from '../chats.ts'
import { change, now } from '../insisting.ts'
import type { Actor, Stage } from '../stage.ts'
import { preview } from './previewing.ts'

/** Decision 1: once per thread and audience, before the first message there. Conversations are not public. */
export async function standing(
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
