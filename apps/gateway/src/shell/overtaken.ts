import { Refused } from './refused.ts'

/** Somebody was let in or removed while something was read: read anew, it may be answered (K-35). */
export class Overtaken extends Refused {
  constructor() {
    super('try-again')
  }
}

/** Each of them was overtaken by a decision: of that many in a row something else is wrong. */
const triesToRead = 5

/** Reads anew as long as somebody decided meanwhile. */
export async function untilCurrent<Answer>(read: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof Overtaken) || tries === triesToRead) throw error
    }
  }
}
