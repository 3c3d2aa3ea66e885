import { threadOf } from '@morgenkreis/domain'
import { hears } from '../../shell/notify/due.ts'
import type { DeliveryDoc } from '../../shell/notify/store.ts'
import type { Shell } from '../../shell/shell.ts'

/** Has all that a notification stands for nothing more to say to its person: known, gone, or not for it by now? */
export async function hasArrived(
  found: readonly DeliveryDoc[],
  { rosters, readers, notifying }: Pick<Shell, 'rosters' | 'readers' | 'notifying'>,
): Promise<boolean> {
  const [first] = found
  if (first === undefined) return true
  // What has one name is of one facility.
  const roster = await rosters.get(first.facility)
  if (roster === null) return true
  const heard = found.filter((one) => hears(roster, one.person, one))
  const read = await readers.readAll(
    heard.map(({ event: name, ref }) => ({ name, ref })),
    roster,
  )
  const newest = new Map<string, DeliveryDoc>()
  for (const one of heard) {
    const payload = read.of(one.event, one.ref)
    if (payload === undefined) continue
    const { kind, id } = threadOf(one.event, payload)
    const thing = [one.event, kind, id].join()
    // Whoever knows the newest of a thread has read what came before it.
    if ((newest.get(thing)?.ref ?? '') < one.ref) newest.set(thing, one)
  }
  for (const one of newest.values()) if ((await notifying.arrivals.of(one, roster)) !== true) return false
  return true
}
