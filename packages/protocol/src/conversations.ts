import { z } from 'zod'
import { Message, MessageText, Partner } from './chats.ts'
import { Household } from './children.ts'
import { event } from './event.ts'
import { Sign } from './facilities.ts'
import { ChildId, FacilityId, GroupId, ThreadId } from './ids.ts'
import { operation } from './operation.ts'

const notSeen = ['not-found', 'module-off'] as const

/** Whom staff writes to about a child: guardians of one household, or all where nobody lives apart. */
export const Reachable = z.strictObject({
  household: Household.nullable(),
  guardians: z.array(z.string()).min(1),
  /** The conversation that the caller's role has with them already. */
  thread: ThreadId.nullable(),
  /** That conversation was handed over: the other role answers it now. */
  passed: z.boolean(),
})
export type Reachable = z.infer<typeof Reachable>

/** A child with whom to write to about it. Its name is for staff alone (K-38). */
export const ChildToTalkAbout = z.strictObject({
  id: ChildId,
  name: z.string(),
  group: GroupId,
  sign: Sign,
  households: z.array(Reachable),
})
export type ChildToTalkAbout = z.infer<typeof ChildToTalkAbout>

/** The children about whom the caller, who is staff, may begin a conversation, by name. */
export const listHouseholds = operation('household.list', {
  at: 'facility',
  changes: false,
  live: false,
  input: z.strictObject({ facility: FacilityId }),
  output: z.strictObject({ children: z.array(ChildToTalkAbout) }),
  refuses: [...notSeen, 'forbidden'],
})

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
    household: Household.optional(),
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
  refuses: [...notSeen, 'forbidden', 'conversation-over', 'family-gone'],
})

export const conversationPassed = event('conversation.passed', passConversation.output)
