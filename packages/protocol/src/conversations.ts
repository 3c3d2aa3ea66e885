import { z } from 'zod'
import { Message, MessageText, Partner } from './chats.ts'
import { event } from './event.ts'
import { ChildId, ThreadId } from './ids.ts'
import { operation } from './operation.ts'

const notSeen = ['not-found', 'module-off'] as const

/**
 * The first message of a conversation opens it; where it is open already, it goes there. `household` names one of two where
 * guardians live apart; guardians write from their own.
 */
export const startConversation = operation('conversation.start', {
  at: 'facility',
  changes: true,
  live: true,
  input: z.strictObject({
    child: ChildId,
    partner: Partner,
    household: z.enum(['a', 'b']).optional(),
    text: MessageText,
  }),
  output: Message,
  refuses: [...notSeen, 'forbidden', 'gone'],
})

/** Hands a conversation over: from the team to the head, or back. */
export const passConversation = operation('conversation.pass', {
  at: 'facility',
  changes: true,
  live: true,
  input: z.strictObject({ thread: ThreadId, partner: Partner }),
  output: z.strictObject({ thread: ThreadId, partner: Partner, v: z.int().positive() }),
  refuses: [...notSeen, 'forbidden'],
})

export const conversationPassed = event('conversation.passed', passConversation.output)
