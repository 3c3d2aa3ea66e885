import type { Load } from './load/load.ts'
import type { Volley } from './load/orders.ts'
import { lead } from './load/volley.ts'
import type { Running } from './targets/target.ts'

/**
 * A volley after a lead that does not count; the seconds of processor time that the gateway spent on it, from before its first message to after its last
 * delivery; and what share of a core that was.
 */
export async function measured(
  running: Running,
  load: Load,
  rate: number,
  seconds: number,
): Promise<{ volley: Volley; cpu: number; busy: number }> {
  await load.ready(rate, lead + seconds)
  const before = await running.usage()
  const startedAt = performance.now()
  const volley = await load.volley(rate, lead + seconds)
  const elapsed = (performance.now() - startedAt) / 1000
  const cpu = (await running.usage()).cpu - before.cpu
  return { volley, cpu, busy: cpu / elapsed }
}
