import { setTimeout as pause } from 'node:timers/promises'
import type { Load } from './load/load.ts'
import type { Volley } from './load/orders.ts'
import { lead } from './load/volley.ts'
import type { Running } from './targets/target.ts'

/** Every target is left alone for so long before it is measured: what getting ready began in the background ends in it. */
const restMs = 1000

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
  await pause(restMs)
  const before = await running.usage()
  const startedAt = performance.now()
  const volley = await load.volley(rate, lead + seconds)
  const elapsed = (performance.now() - startedAt) / 1000
  const cpu = (await running.usage()).cpu - before.cpu
  return { volley, cpu, busy: cpu / elapsed }
}
