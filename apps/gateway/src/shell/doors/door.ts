import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import type { Sessions } from '../identity/sessions.ts'
import type { CallLimits } from '../limits.ts'
import type { Metrics } from '../metrics.ts'
import { Refused } from '../refused.ts'
import { replyTo, type AnyReply } from '../replies.ts'
import type { Caller, Steps } from '../steps.ts'

export interface DoorParts {
  readonly steps: Steps
  readonly sessions: Sessions
  readonly limits: CallLimits
  readonly clock: Clock
  readonly log: Logger
  readonly metrics: Metrics
  /** False while this gateway must not serve: it cannot read, or it goes down. */
  able(): boolean
  /** False once it could not read for as long as its lease. */
  fresh(): boolean
}

/** What every door does with a call: whether it may serve at all, limits, the steps, and a reply whatever happens. */
export async function answer(
  parts: DoorParts,
  operation: string,
  body: unknown,
  caller: Caller,
  limited: string,
): Promise<AnyReply> {
  const began = performance.now()
  const serving = async () => {
    if (!parts.able()) throw new Refused('try-again')
    await parts.limits.take(limited)
    const served = await parts.steps.serve(operation, body, caller)
    // Stopped for so long that its lease is over: what it read before may no longer be answered (K-35).
    if (!parts.fresh()) throw new Refused('try-again')
    return served
  }
  const reply = await replyTo(serving(), { id: () => parts.clock.id(), operation }, parts.log)
  parts.metrics.called(operation, reply.ok ? 'ok' : reply.error.code, performance.now() - began)
  return reply
}
