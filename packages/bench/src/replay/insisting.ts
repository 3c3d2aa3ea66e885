import { newRequest, Unreachable } from '@morgenkreis/client'
import type { Door } from '@morgenkreis/client'
import type { ChangingOperationName, InputOf, MembershipId, OperationName, Reply } from '@morgenkreis/protocol'
import { setTimeout as pause } from 'node:timers/promises'

/** Somebody put the phone away in the middle of something: it is tried again when it is back. */
export class Away extends Error {
  override readonly name = 'Away'
}

export const now = () => performance.now()

/** About half a minute: longer than anybody stays away. */
const patience = 35
const passing: readonly string[] = ['try-again', 'rate-limited', 'busy']

/** Asks until there is an answer, always with the same request id: sending twice is sending once. */
export async function insist<Name extends OperationName>(
  door: () => Door,
  name: Name,
  call: { as: MembershipId | null; input: InputOf<Name>; request?: ReturnType<typeof newRequest> },
): Promise<Reply<Name>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const reply = await door().call(name, call)
      if (reply.ok || attempt === patience || !passing.includes(reply.error.code)) return reply
    } catch (cause) {
      if (!(cause instanceof Unreachable || cause instanceof Away) || attempt === patience) throw cause
    }
    await pause(Math.min(100 * attempt, 1000))
  }
}

/** A changing operation under a fresh request id. */
export const change = <Name extends ChangingOperationName>(
  door: () => Door,
  name: Name,
  as: MembershipId,
  input: InputOf<Name>,
): Promise<Reply<Name>> => insist(door, name, { as, input, request: newRequest() })
