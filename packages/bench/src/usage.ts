// Preloaded into every gateway that is measured (`node --import`), the product's own and the baselines alike: answers over
// the channel to the parent what the process has used, so that all are measured with the same stick.

export interface Usage {
  /** Seconds of processor time, user and system, all threads. */
  cpu: number
  /** Bytes after a collection: resident, and what JavaScript holds itself. */
  resident: number
  held: number
}

export const askUsage = 'bench.usage'

function usage(): Usage {
  globalThis.gc?.()
  const cpu = process.cpuUsage()
  const { rss, heapUsed, external } = process.memoryUsage()
  return { cpu: (cpu.user + cpu.system) / 1e6, resident: rss, held: heapUsed + external }
}

if (process.send && process.env.BENCH_MEASURED === 'yes') {
  process.on('message', (word) => {
    if (word === askUsage) process.send?.({ usage: usage() })
  })
  process.channel?.unref()
}
