import type { ChildId, PersonId, Reached } from '@morgenkreis/protocol'
import type { Membership } from '../access/membership.ts'
import { familiesAmong } from '../rooms/families.ts'

/** Who has opened an announcement, and who was mailed a link to it. */
export interface Ladder {
  readonly opened: ReadonlySet<PersonId>
  readonly mailed: ReadonlySet<PersonId>
}

/** How far the ladder came for a child with these guardians: as far as it came for the one whom it reached best (N4). */
export function reachedOf(guardians: readonly PersonId[], { opened, mailed }: Ladder): Reached {
  if (guardians.length === 0) return 'unreachable'
  if (guardians.some((one) => opened.has(one))) return 'opened'
  return guardians.some((one) => mailed.has(one)) ? 'mailed' : 'open'
}

/** Of how many families somebody has opened it. A child without a guardian here is a family of its own: more is not known. */
export function familiesReached(
  children: ReadonlyMap<ChildId, Reached>,
  guardians: readonly Membership[],
): { opened: number; of: number } {
  const familyOf = familiesAmong(guardians)
  const families = new Map<number | ChildId, boolean>()
  for (const [child, reached] of children) {
    const guardian = guardians.find((one) => one.children.includes(child))
    const family = (guardian && familyOf.get(guardian.person)) ?? child
    families.set(family, families.get(family) === true || reached === 'opened')
  }
  return { opened: [...families.values()].filter((opened) => opened).length, of: families.size }
}
