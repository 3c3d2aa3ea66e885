import { z } from 'zod'
import { Acknowledgement, Audience, gateRefuses } from './audience.ts'
import { event } from './event.ts'
import { Sign } from './facilities.ts'
import { ChatMode } from './groups.ts'
import { ChatAcknowledgementId, ChildId, FacilityId, GroupId, MessageId, ThreadId } from './ids.ts'
import { operation } from './operation.ts'
import { Author, Gone, instant } from './shown.ts'
import { entered } from './text.ts'

export const MessageText = entered(4_000)

/** Who takes part in a thread: a group's families and staff, the council, or one family and a role. */
export const Circle = z.enum(['group', 'council', 'conversation'])
export type Circle = z.infer<typeof Circle>

/** The role that a family talks to, never one employee: the team of the child's group, or the head. */
export const Partner = z.enum(['team', 'head'])
export type Partner = z.infer<typeof Partner>

/** What a message answers; `excerpt` and `author` are null where nothing is left of it. */
export const Quotation = z.strictObject({
  message: MessageId,
  author: Author.nullable(),
  excerpt: z.string().nullable(),
})
export type Quotation = z.infer<typeof Quotation>

/** A message as everybody in its thread reads it. */
export const Message = z.strictObject({
  id: MessageId,
  thread: ThreadId,
  author: Author,
  text: MessageText,
  quotation: Quotation.nullable(),
  at: instant,
  editedAt: instant.nullable(),
  v: z.int().positive(),
})
export type Message = z.infer<typeof Message>

export const GoneMessage = Gone.extend({ id: MessageId, thread: ThreadId })
export type GoneMessage = z.infer<typeof GoneMessage>

/** How far somebody has read; `unread`: marked so by hand, although it was read. */
export const Mark = z.strictObject({
  thread: ThreadId,
  upTo: MessageId.nullable(),
  unread: z.boolean(),
  v: z.int().nonnegative(),
})
export type Mark = z.infer<typeof Mark>

/** The most unread messages that are counted. */
export const mostUnread = 100

/** The child that a conversation is about. Its name is for staff alone (K-38); guardians get their own label. */
export const Subject = z.strictObject({
  child: ChildId,
  sign: Sign,
  group: GroupId,
  name: z.string().nullable(),
  guardians: z.array(z.string()),
})
export type Subject = z.infer<typeof Subject>

/** A thread as one membership sees it. */
export const Thread = z.strictObject({
  id: ThreadId,
  facility: FacilityId,
  circle: Circle,
  group: GroupId.nullable(),
  mode: ChatMode,
  locked: z.boolean(),
  /** Of a conversation: with whom it was opened, and who answers it now. */
  opened: Partner.nullable(),
  partner: Partner.nullable(),
  subject: Subject.nullable(),
  last: z.union([Message, GoneMessage]).nullable(),
  mark: Mark,
  unread: z.int().nonnegative().max(mostUnread),
})
export type Thread = z.infer<typeof Thread>

const notSeen = ['not-found', 'module-off'] as const
/** A conversation that goes on no more: other guardians have the child now, or nobody has. */
const over = ['conversation-over', 'family-gone'] as const

export const listThreads = operation('thread.list', {
  at: 'facility',
  changes: false,
  live: true,
  input: z.strictObject({ facility: FacilityId }),
  output: z.strictObject({ threads: z.array(Thread) }),
  refuses: [...notSeen, 'forbidden'],
})

/** A thread with who reads it now, and the own acknowledgement if it still holds (decision 1). */
export const readThread = operation('thread.read', {
  at: 'facility',
  changes: false,
  live: true,
  input: z.strictObject({ thread: ThreadId }),
  output: z.strictObject({
    thread: Thread,
    audience: Audience.nullable(),
    acknowledgement: ChatAcknowledgementId.nullable(),
  }),
  refuses: [...notSeen, 'forbidden'],
})

/** Moves the own read cursor forward, never back (I7), or marks the thread as unread. */
export const markThread = operation('thread.mark', {
  at: 'facility',
  changes: true,
  live: true,
  input: z.strictObject({ thread: ThreadId, upTo: MessageId.optional(), unread: z.boolean() }),
  output: Mark,
  refuses: [...notSeen, 'forbidden'],
})

/** Once per person, thread, sentence and audience (decision 1): messages name it. */
export const acknowledgeThread = operation('thread.acknowledge', {
  at: 'facility',
  changes: true,
  live: true,
  input: z.strictObject({ thread: ThreadId, acknowledgement: Acknowledgement.optional() }),
  output: z.strictObject({ id: ChatAcknowledgementId, thread: ThreadId, audience: Audience }),
  refuses: [...notSeen, 'forbidden', 'gone', ...gateRefuses],
})

/** How a group's chat is used (admin). */
export const switchChat = operation('chat.switch', {
  at: 'facility',
  changes: true,
  live: false,
  input: z.strictObject({ facility: FacilityId, group: GroupId, mode: ChatMode }),
  output: z.strictObject({ facility: FacilityId, group: GroupId, mode: ChatMode, v: z.int().positive() }),
  refuses: ['not-found', 'forbidden'],
})

/** Newest last. `before` pages back; `around` is where a quotation leads. */
export const listMessages = operation('message.list', {
  at: 'facility',
  changes: false,
  live: true,
  input: z.strictObject({
    thread: ThreadId,
    before: MessageId.optional(),
    around: MessageId.optional(),
    after: MessageId.optional(),
  }),
  output: z.strictObject({
    messages: z.array(z.union([Message, GoneMessage])),
    older: z.boolean(),
    newer: z.boolean(),
    /** What has a smaller id was said before the caller belonged, and is not the caller's to read (decision 4). */
    since: MessageId,
  }),
  refuses: [...notSeen, 'forbidden'],
})

/** Public threads need the standing acknowledgement, in `under`; conversations are not public and need none. */
export const sendMessage = operation('message.send', {
  at: 'facility',
  changes: true,
  live: true,
  input: z.strictObject({
    thread: ThreadId,
    text: MessageText,
    quotes: MessageId.optional(),
    under: ChatAcknowledgementId.optional(),
  }),
  output: Message,
  refuses: [...notSeen, 'forbidden', 'gone', 'read-only', 'answers-only', 'locked', 'muted', ...over, ...gateRefuses],
})

/** By its author, within ten minutes. */
export const editMessage = operation('message.edit', {
  at: 'facility',
  changes: true,
  live: true,
  input: z.strictObject({ message: MessageId, text: MessageText, under: ChatAcknowledgementId.optional() }),
  output: Message,
  refuses: [...notSeen, 'forbidden', 'gone', 'read-only', 'too-late', 'locked', 'muted', ...over, ...gateRefuses],
})

export const removeMessage = operation('message.remove', {
  at: 'facility',
  changes: true,
  live: true,
  input: z.strictObject({ message: MessageId }),
  output: GoneMessage,
  refuses: [...notSeen, 'forbidden'],
})

/** Back from the trash. `gone`: it was in it for more than seven days. */
export const restoreMessage = operation('message.restore', {
  at: 'facility',
  changes: true,
  live: true,
  input: z.strictObject({ message: MessageId }),
  output: Message,
  refuses: [...notSeen, 'forbidden', 'gone'],
})

/** Staff is writing (K-41: families are never seen doing it). Signalled to whoever is there, kept nowhere. */
export const typeInThread = operation('thread.type', {
  at: 'facility',
  changes: false,
  live: true,
  input: z.strictObject({ thread: ThreadId }),
  output: z.strictObject({}),
  refuses: [...notSeen, 'forbidden'],
})

/** What a typing signal says: no content, and nothing that outlives the moment. */
export const Typing = z.strictObject({ thread: ThreadId, by: Author })
export type Typing = z.infer<typeof Typing>

export const messageSent = event('message.sent', Message)
export const messageEdited = event('message.edited', Message)
export const messageRemoved = event('message.removed', GoneMessage)
/** A reference alone: who joined after it was said does not read it (decision 4). */
export const messageRestored = event(
  'message.restored',
  z.strictObject({ message: MessageId, thread: ThreadId, v: z.int().positive() }),
)
export const threadMarked = event('thread.marked', Mark)
export const threadAcknowledged = event(
  'thread.acknowledged',
  z.strictObject({ id: ChatAcknowledgementId, thread: ThreadId, audience: Audience }),
)
export const chatSwitched = event('chat.switched', switchChat.output)
