import { z } from 'zod'
import type { InputOf, LiveOperationName, OperationName, OutputOf, RefusalOf } from './operations.ts'
import { MembershipId, RequestId } from './ids.ts'
import type { Typing } from './chats.ts'
import type { ToldSlice } from './events.ts'

/** The one envelope of every call: under which membership, under which request id (if it changes something), and what. */
export const Envelope = z.strictObject({
  as: MembershipId.nullable(),
  request: RequestId.optional(),
  input: z.unknown(),
})

export interface Call<Name extends OperationName> {
  as: MembershipId | null
  request?: RequestId
  input: InputOf<Name>
}

/** `at` names the field that was wrong, `request` the call in the gateway's log; neither holds what was entered. */
export interface Refusal<Code extends string = string> {
  code: Code
  at?: string
  request?: string
}

export type Reply<Name extends OperationName> =
  { ok: true; data: OutputOf<Name> } | { ok: false; error: Refusal<RefusalOf<Name>> }

/** Socket.IO's typed map of what a client may send. */
export type ClientToServer = {
  [Name in LiveOperationName]: (call: Call<Name>, reply: (reply: Reply<Name>) => void) => void
}

/** Socket.IO's typed map of what a gateway sends: slices of room logs, and the word that it is going down. */
export interface ServerToClient {
  slice: (slice: ToldSlice) => void
  /** A member of staff is writing in a thread: a signal of the moment, in no log. */
  typing: (typing: Typing) => void
  /** The gateway drains: reconnect after `after` milliseconds. */
  drain: (after: number) => void
}

/** The largest body or frame, in bytes. */
export const largestCall = 64 * 1024
