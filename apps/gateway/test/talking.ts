import type { ChatAcknowledgementId, Message, MessageId, ThreadId } from '@morgenkreis/protocol'
import { orFail } from './cast.ts'
import type { Caller, House } from './house.ts'
import { acknowledged } from './writing.ts'

/** Says yes to who reads this thread. */
export async function standing(house: House, who: Caller, thread: ThreadId): Promise<ChatAcknowledgementId> {
  const acknowledgement = await acknowledged(house, who, { kind: 'chat', thread })
  return orFail(await house.call('thread.acknowledge', who, { thread, acknowledgement })).id
}

/** The standing acknowledgement, given now if there is none: as people do with their first message. */
async function under(house: House, who: Caller, thread: ThreadId): Promise<{ under?: ChatAcknowledgementId }> {
  const read = orFail(await house.call('thread.read', who, { thread }))
  if (read.thread.circle === 'conversation') return {}
  return { under: read.acknowledgement ?? (await standing(house, who, thread)) }
}

/** Says something in a chat. */
export async function say(
  house: House,
  who: Caller,
  { thread, text, quotes }: { thread: ThreadId; text: string; quotes?: MessageId },
): Promise<Message> {
  house.clock.advance(1000)
  const given = await under(house, who, thread)
  return orFail(await house.call('message.send', who, { thread, text, ...given, ...(quotes && { quotes }) }))
}
