import { isOutOfReach } from './database.ts'
import type { RefusalCode } from '@morgenkreis/protocol'
import type { Logger } from 'pino'
import { Refused } from './refused.ts'

export type AnyReply =
  { ok: true; data: unknown } | { ok: false; error: { code: RefusalCode; at?: string; request?: string } }

/** The one place where what was thrown becomes a reply. What is not a refusal is a defect: logged, never explained. */
export async function replyTo(
  serving: Promise<unknown>,
  call: { id: () => string; operation: string },
  log: Logger,
): Promise<AnyReply> {
  try {
    return { ok: true, data: await serving }
  } catch (error) {
    const request = call.id()
    if (error instanceof Refused) {
      if (accessRefusals.has(error.code)) log.info({ request, operation: call.operation, code: error.code }, 'refused')
      return { ok: false, error: { code: error.code, ...(error.at !== undefined && { at: error.at }), request } }
    }
    if (isOutOfReach(error)) {
      log.warn({ request, operation: call.operation, why: (error as Error).name }, 'database out of reach')
      return { ok: false, error: { code: 'try-again', request } }
    }
    log.error({ request, operation: call.operation, err: error }, 'defect')
    return { ok: false, error: { code: 'internal', request } }
  }
}

/** Denied access, for the security log. */
const accessRefusals = new Set<RefusalCode>([
  'forbidden',
  'not-found',
  'no-membership',
  'unauthenticated',
  'wrong-credentials',
  'too-many-tries',
])

/** Status of the HTTP door for a refusal. */
export function statusOf(code: RefusalCode): number {
  switch (code) {
    case 'unauthenticated':
    case 'wrong-credentials':
      return 401
    case 'forbidden':
    case 'no-membership':
      return 403
    case 'not-found':
    case 'module-off':
      return 404
    case 'gone':
      return 410
    case 'invalid':
      return 400
    case 'rate-limited':
    case 'too-many-tries':
      return 429
    case 'busy':
    case 'try-again':
      return 503
    case 'internal':
      return 500
    default:
      return 409
  }
}
