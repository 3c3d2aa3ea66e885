import { hatsThatHear } from '../../shell/notify/hearing.ts'
import type { DeliveryDoc } from '../../shell/notify/store.ts'
import type { Shell } from '../../shell/shell.ts'

/** Has it nothing more to say to its person: known already, gone, or for others by now? */
export async function hasArrived(
  delivery: DeliveryDoc,
  { rosters, readers, notifying }: Pick<Shell, 'rosters' | 'readers' | 'notifying'>,
): Promise<boolean> {
  const { facility, person, rooms, event, ref } = delivery
  const roster = await rosters.get(facility)
  if (roster === null || hatsThatHear(roster, person, rooms).length === 0) return true
  if ((await readers.read(event, ref, roster)) === undefined) return true
  return (await notifying.arrivals.of(delivery, roster)) === true
}
