import type { OperationsAt } from '@morgenkreis/protocol'
import { may } from '../access/may.ts'
import type { Membership } from '../access/membership.ts'
import type { FacilityPlace } from '../access/place.ts'

/**
 * May this membership take it out of the trash? What its author withdrew only the author; what somebody else removed those who
 * may remove it without having written it, so that nobody undoes what the head did to the own words (K-77, K-78).
 */
export function mayRestore(
  who: Membership,
  operation: OperationsAt<'facility'>,
  { author, ...place }: FacilityPlace,
  gone: 'withdrawn' | 'removed',
): boolean {
  if (gone === 'withdrawn') return author === who.id && may(who, operation, { ...place, author })
  return may(who, operation, place)
}
