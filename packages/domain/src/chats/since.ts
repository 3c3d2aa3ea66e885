import type { ChildId, GroupId } from '@morgenkreis/protocol'
import { isStaff, type Membership } from '../access/membership.ts'

/** When a UUIDv7 was made, in milliseconds since 1970; 0 for other versions, which keep it secret. */
export const madeAt = (id: string): number =>
  id[14] === '7' ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : 0

/**
 * From when on a membership reads a thread's messages, in milliseconds (decision 4): families from joining on, the family
 * of a group from when its first child there joined, or a later link to it was made; staff answer for what was said before them, too.
 */
export function readsSince(
  who: Membership,
  group: GroupId | null,
  groupOf: ReadonlyMap<ChildId, { group: GroupId }>,
): number {
  if (isStaff(who.role)) return 0
  const joined = madeAt(who.id)
  if (group === null) return joined
  const here = who.children
    .filter((child) => groupOf.get(child)?.group === group)
    .map((child) => Math.max(madeAt(child), who.linkedAt?.get(child) ?? 0))
  return here.length === 0 ? joined : Math.max(joined, Math.min(...here))
}
