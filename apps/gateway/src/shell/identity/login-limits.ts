import { RateLimiterMemory } from 'rate-limiter-flexible'
import { Refused } from '../refused.ts'

export interface LoginLimits {
  /** Throws `Refused('too-many-tries')` where too many wrong answers came lately. */
  check(account: string, address: string): Promise<void>
  wrong(account: string, address: string): Promise<void>
}

/**
 * Counts wrong answers only, per account and per address: the devices of a Kita share one address, and right answers are
 * bounded by the queue of the password pool. Each gateway counts for itself.
 */
export function createLoginLimits(): LoginLimits {
  const perAccount = new RateLimiterMemory({ points: 10, duration: 15 * 60 })
  const perAddress = new RateLimiterMemory({ points: 100, duration: 15 * 60 })
  const used = async (limiter: RateLimiterMemory, key: string) => (await limiter.get(key))?.consumedPoints ?? 0
  return {
    async check(account, address) {
      if ((await used(perAccount, account)) >= 10 || (await used(perAddress, address)) >= 100) {
        throw new Refused('too-many-tries')
      }
    },
    async wrong(account, address) {
      await Promise.allSettled([perAccount.penalty(account), perAddress.penalty(address)])
    },
  }
}
