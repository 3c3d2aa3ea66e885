import type { Child } from '../child.ts'
import { askUsage } from '../usage.ts'
import type { Usage } from '../usage.ts'

const isUsage = (message: unknown): message is { usage: Usage } =>
  typeof message === 'object' && message !== null && 'usage' in message

/** What a measured process has used until now. */
export async function usageOf(child: Child): Promise<Usage> {
  const answer = child.next(isUsage)
  child.process.send(askUsage)
  return (await answer).usage
}
