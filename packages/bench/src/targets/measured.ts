import type { Child } from '../child.ts'
import { askUsage, askUsageCollected } from '../usage.ts'
import type { Usage } from '../usage.ts'

const isUsage = (message: unknown): message is { usage: Usage } =>
  typeof message === 'object' && message !== null && 'usage' in message

/** What a measured process has used until now; `collected`: after it threw its garbage away. */
export async function usageOf(child: Child, collected = false): Promise<Usage> {
  const answer = child.next(isUsage)
  child.process.send(collected ? askUsageCollected : askUsage)
  return (await answer).usage
}
