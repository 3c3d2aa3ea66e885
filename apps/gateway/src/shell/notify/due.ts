import { modulesOfCategory, quietHoursOf } from '@morgenkreis/domain'
import type { PersonId } from '@morgenkreis/protocol'
import type { Roster } from '../roster/roster.ts'
import type { Rosters } from '../roster/rosters.ts'
import type { Readers } from '../telling/render.ts'
import { hatsThatHear } from './hearing.ts'
import { quietUntil } from './quiet.ts'
import type { DeliveryDoc, PreferenceDoc } from './store.ts'

/** What is to be done with a delivery now: send it, wait until then, or nothing any more. */
export type Due =
  | { readonly kind: 'send'; readonly roster: Roster }
  | { readonly kind: 'wait'; readonly until: Date; readonly roster: Roster }
  | { readonly kind: 'drop' }

const drop: Due = { kind: 'drop' }

/**
 * Looks again, right before it is sent: is the thing still there, its module on, does the person still hear it (K-35) and want
 * it, and is it quiet? Much may have changed since it was spread, above all over night.
 */
export async function lookAgain(
  delivery: DeliveryDoc,
  preference: PreferenceDoc | undefined,
  { rosters, readers, now }: { rosters: Rosters; readers: Readers; now: Date },
): Promise<Due> {
  const { facility, category, event, ref, person, rooms, urgent, subscription } = delivery
  const wanted = !preference?.off.includes(category) && (subscription !== null || preference?.mail !== false)
  const before = await rosters.get(facility)
  if (!wanted || before === null || !hears(before, person, delivery)) return drop
  if ((await readers.read(event, ref, before)) === undefined) return drop
  // While that was read somebody may have been removed: the newest roster decides, and nothing is awaited after it.
  const roster = await rosters.get(facility)
  if (roster === null || !hears(roster, person, delivery)) return drop
  const roles = hatsThatHear(roster, person, rooms).map(({ role }) => role)
  const hours = quietHoursOf(roles, { facility: roster.quiet, person: preference?.quiet ?? null })
  const quiet = urgent || subscription === null ? null : quietUntil(now, hours, roster.closings)
  return quiet === null ? { kind: 'send', roster } : { kind: 'wait', until: quiet, roster }
}

/** The person belongs to the rooms in which it was told, and the module is on. */
export const hears = (roster: Roster, person: PersonId, { rooms, category }: Pick<DeliveryDoc, 'rooms' | 'category'>) =>
  modulesOfCategory[category].some((module) => roster.facility.modules.includes(module)) &&
  hatsThatHear(roster, person, rooms).length > 0
