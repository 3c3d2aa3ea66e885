import { type Proof } from '@morgenkreis/domain'
import type {
  ChatAcknowledgementId,
  ChildId,
  Circle,
  FacilityId,
  Groups,
  MembershipId,
  MessageId,
  Partner,
  PersonId,
  ThreadId,
} from '@morgenkreis/protocol'
import { collection, StoreSchema, type Database } from '../../shell/database.ts'
import { proofField, removableFields, type Removable } from '../../shell/removal.ts'
import type { Sealed } from '../../shell/seal.ts'
import { perishes } from '../../shell/purge/perishes.ts'

export interface MessageDoc extends Removable {
  _id: MessageId
  facility: FacilityId
  thread: ThreadId
  circle: Circle
  groups: Groups
  author: MembershipId
  text: Sealed
  quotes: MessageId | null
  /** The standing acknowledgement and what it says; null in conversations, which are not public. */
  under: ChatAcknowledgementId | null
  proof: Proof | null
  editedAt: Date | null
}

/** One family's conversation with a role. Group chats and council rooms need no document: they follow from the roster. */
export interface ConversationDoc {
  _id: ThreadId
  facility: FacilityId
  child: ChildId
  /** Between which guardians it is, by `householdOfIds`. They stay the same (decision 0030). */
  household: string
  /** Whom it was opened with, and who answers now. */
  opened: Partner
  partner: Partner
  v: number
  at: Date
}

/** How far a person has read in a thread, on all devices and under all hats. */
export interface MarkDoc {
  _id: string
  facility: FacilityId
  person: PersonId
  thread: ThreadId
  circle: Circle
  upTo: MessageId | null
  unread: boolean
  v: number
  at: Date
  expiresAt: Date
}

/** What a membership acknowledged for a whole thread (decision 1). */
export interface AcknowledgementDoc {
  _id: ChatAcknowledgementId
  facility: FacilityId
  membership: MembershipId
  thread: ThreadId
  proof: Proof
  v: number
  at: Date
  expiresAt: Date
}

const mixed = StoreSchema.Types.Mixed
const id = { type: String, required: true } as const
const v = { type: Number, required: true } as const
const strict = { strict: 'throw', versionKey: false, _id: false } as const

const messages = new StoreSchema<MessageDoc>(
  {
    ...{ _id: id, facility: id, thread: id, circle: id, author: id },
    groups: { type: mixed, required: true },
    text: { type: mixed, required: true },
    quotes: String,
    under: String,
    proof: mixed,
    editedAt: Date,
    ...removableFields,
  },
  strict,
)
  .index({ thread: 1, _id: -1 })
  .plugin(perishes)

const conversations = new StoreSchema<ConversationDoc>(
  { _id: id, facility: id, child: id, household: id, opened: id, partner: id, v, at: Date },
  strict,
)
  .index({ child: 1, household: 1, opened: 1 }, { unique: true })
  .index({ facility: 1 })

const marks = new StoreSchema<MarkDoc>(
  {
    ...{ _id: id, facility: id, person: id, thread: id, circle: id },
    upTo: String,
    unread: Boolean,
    v,
    at: Date,
    expiresAt: Date,
  },
  strict,
)
  .index({ person: 1, thread: 1 }, { unique: true })
  .plugin(perishes)

const acknowledgements = new StoreSchema<AcknowledgementDoc>(
  { ...{ _id: id, facility: id, membership: id, thread: id }, proof: proofField, v, at: Date, expiresAt: Date },
  strict,
)
  .index({ membership: 1, thread: 1, 'proof.version': 1, 'proof.audience': 1 }, { unique: true })
  .index({ 'proof.preview': 1 }, { unique: true })
  .plugin(perishes)

/** Public messages carry what was acknowledged; the server itself demands it of every row (D-05). */
const publicOrConversation = {
  $or: [
    { circle: 'conversation' },
    { under: { $type: 'string' }, 'proof.hash': { $type: 'string' }, 'proof.audience': { $type: 'number' } },
  ],
  expiresAt: { $type: 'date' },
}

export const openChats = ({ data }: Database) => ({
  messages: collection(data, 'messages', messages, publicOrConversation),
  conversations: collection(data, 'conversations', conversations),
  marks: collection(data, 'thread-marks', marks),
  acknowledgements: collection(data, 'chat-acknowledgements', acknowledgements, {
    'proof.preview': { $type: 'string' },
    'proof.hash': { $type: 'string' },
  }),
})
export type ChatStore = ReturnType<typeof openChats>
