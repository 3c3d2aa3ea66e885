import { RateLimiterMemory } from 'rate-limiter-flexible'
import { Refused } from './refused.ts'

export interface CallLimits {
  /** Throws `Refused('rate-limited')`. */
  take(key: string): Promise<void>
}

/** How often one socket or person may call: far more than a person does, far less than harms others (I8). */
export function createCallLimits(points = 300, seconds = 10): CallLimits {
  const limiter = new RateLimiterMemory({ points, duration: seconds })
  return {
    async take(key) {
      try {
        await limiter.consume(key)
      } catch (limit) {
        if (limit instanceof Error) throw limit
        throw new Refused('rate-limited')
      }
    },
  }
}
