import type { ChangingOperationName, InputOf, MembershipId, Refusal, Reply, RequestId } from '@morgenkreis/protocol'

/** What the outbox may hold: an allow-list, since whatever is health data must not be kept on a device (decision 2). */
const sendable = [
  'comment.publish',
  'comment.remove',
  'announcement.publish',
  'announcement.remove',
  'message.send',
  'message.edit',
  'message.remove',
] as const satisfies readonly ChangingOperationName[]
export type Sendable = (typeof sendable)[number]

export const isSendable = (name: string): name is Sendable => sendable.some((allowed) => allowed === name)

/** A thing to send: `waiting` for its turn or a connection, `sending`, or `refused` for good and kept for its author. */
export type OutboxEntry = {
  [Name in Sendable]: {
    readonly request: RequestId
    readonly name: Name
    readonly as: MembershipId
    readonly input: InputOf<Name>
    /** When it was entered, ISO 8601. */
    readonly at: string
    readonly state: 'waiting' | 'sending' | 'refused'
    readonly refusal?: Refusal
  }
}[Sendable]

/** The final word on an entry. */
export type OutboxReply = {
  [Name in Sendable]: { readonly entry: Extract<OutboxEntry, { name: Name }>; readonly reply: Reply<Name> }
}[Sendable]

/** Entries of one thread go one after the other: what is said under an announcement, or published in a facility. */
export function threadOf(entry: OutboxEntry): string {
  switch (entry.name) {
    case 'comment.publish':
    case 'announcement.remove':
      return entry.input.announcement
    case 'announcement.publish':
      return entry.input.facility
    case 'comment.remove':
      return entry.input.comment
    case 'message.send':
      return entry.input.thread
    case 'message.edit':
    case 'message.remove':
      return entry.input.message
  }
}

/** Keeps entries, oldest first. Entries are stored as `waiting` or `refused`, never as `sending`. */
export interface OutboxStore {
  /** The name under which other tabs have the same store; none if it is not shared. */
  readonly shared?: string
  all(): Promise<OutboxEntry[]>
  add(entry: OutboxEntry): Promise<void>
  /** Puts an entry in the place of the one with this request id, as one step; false if that is not there any more. */
  replace(request: RequestId, entry: OutboxEntry): Promise<boolean>
  remove(request: RequestId): Promise<void>
  /** Deletes everything, and takes nothing any more. */
  wipe(): Promise<void>
}
