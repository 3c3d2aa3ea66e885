// Preloaded into every gateway that is measured (`node --import`), the product's own and the baselines alike: answers over
// the channel to the parent what the process has used, so that all are measured with the same stick.

export interface Usage {
  /** Seconds of processor time, user and system, all threads. */
  cpu: number
  /** Bytes: resident, and what JavaScript holds itself. */
  resident: number
  held: number
}

export const askUsage = 'bench.usage'
/** The same after a collection of garbage: for memory, never right before or within what is timed. */
export const askUsageCollected = 'bench.usage-collected'

function usage(): Usage {
  const cpu = process.cpuUsage()
  const { rss, heapUsed, external } = process.memoryUsage()
  return { cpu: (cpu.user + cpu.system) / 1e6, resident: rss, held: heapUsed + external }
}

if (process.send && process.env.BENCH_MEASURED === 'yes') {
  process.on('message', (word) => {
    if (word === askUsageCollected) globalThis.gc?.()
    if (word === askUsage || word === askUsageCollected) process.send?.({ usage: usage() })
  })
  process.channel?.unref()
}
