import type { OperationName, Reply } from '@morgenkreis/protocol'

/** Whether this is an answer of the gateway at all, and not something that a proxy or a portal put in its place. */
export function isReply<Name extends OperationName>(answer: unknown): answer is Reply<Name> {
  if (typeof answer !== 'object' || answer === null || !('ok' in answer)) return false
  if (answer.ok === true) return 'data' in answer
  if (answer.ok !== false || !('error' in answer)) return false
  const { error } = answer
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
}
