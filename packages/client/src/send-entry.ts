import type { InputOf, MembershipId, RefusalCode } from '@morgenkreis/protocol'
import { type Door, Unreachable } from './door.ts'
import type { OutboxEntry, OutboxReply, Sendable } from './outbox-entry.ts'
import { newRequest } from './request-id.ts'

// Refusals that say nothing about the entry: the gateway is busy or broken, or the session ended and comes back.
const passing: ReadonlySet<string> = new Set<RefusalCode>([
  'busy',
  'internal',
  'rate-limited',
  'try-again',
  'unauthenticated',
])

/** Sends an entry once, under its request id. Undefined: no final word, so it goes again under the same id. */
export async function sendEntry(door: Door, entry: OutboxEntry): Promise<OutboxReply | undefined> {
  const { name, as, request, input } = entry
  try {
    const reply = await door.call(name, { as, request, input })
    if (!reply.ok && passing.has(reply.error.code)) return undefined
    return { entry, reply } as OutboxReply
  } catch (cause) {
    if (cause instanceof Unreachable) return undefined
    throw cause
  }
}

/** An entry as it is kept after the final word: not at all, or with the refusal, for its author to decide. */
export function keptAfter({ entry, reply }: OutboxReply): OutboxEntry | undefined {
  return reply.ok ? undefined : { ...entry, state: 'refused', refusal: reply.error }
}

/** A new entry, under a request id of its own that stays the same however often it is sent. */
export function written<Name extends Sendable>(name: Name, as: MembershipId, input: InputOf<Name>): OutboxEntry {
  return { name, as, input, request: newRequest(), at: new Date().toISOString(), state: 'waiting' } as OutboxEntry
}
