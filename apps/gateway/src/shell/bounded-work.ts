/** Too much waits already; the caller may try again. */
export class WorkRefused extends Error {
  override name = 'WorkRefused'
}

/** Runs tasks in the order in which they came, a few at once; beyond the bound of those that wait it refuses. */
export function createBoundedWork({ atOnce, waiting }: { atOnce: number; waiting: number }) {
  const queue: (() => void)[] = []
  let running = 0

  return async function work<Result>(task: () => Promise<Result>): Promise<Result> {
    if (running >= atOnce) {
      if (queue.length >= waiting) throw new WorkRefused('Too much work waits.')
      // Whoever ends hands its place over, so `running` stays as it is.
      await new Promise<void>((go) => queue.push(go))
    } else {
      running += 1
    }
    try {
      return await task()
    } finally {
      const next = queue.shift()
      if (next) next()
      else running -= 1
    }
  }
}
