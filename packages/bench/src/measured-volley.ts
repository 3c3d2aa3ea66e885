import type { Load } from './load/load.ts'
import type { Volley } from './load/orders.ts'
import type { Running } from './targets/target.ts'

/** A volley, and the seconds of processor time that the gateway spent on it, from before its first message to its last delivery. */
export async function measured(
  running: Running,
  load: Load,
  rate: number,
  seconds: number,
): Promise<{ volley: Volley; cpu: number }> {
  await load.ready(rate, seconds)
  const before = await running.usage()
  const volley = await load.volley(rate, seconds)
  const after = await running.usage()
  return { volley, cpu: after.cpu - before.cpu }
}
