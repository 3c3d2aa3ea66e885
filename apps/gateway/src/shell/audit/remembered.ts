import type { FacilityPlace } from '@morgenkreis/domain'
import { facilityIn } from '../plan.ts'
import type { AuditStore } from './store.ts'

/**
 * Where a thing was of which perhaps nothing is left: its facility, and no group of it, so that only who reaches all of the
 * facility learns that it was there (decision 7).
 */
export async function remembered(kind: string, ref: string, { links }: AuditStore): Promise<FacilityPlace | null> {
  const rows = await links.model.find({ ref }).select('stream name').lean()
  // A lock's rows name the thing, too, and not its kind.
  const found = rows.find(({ name }) => name?.startsWith(`${kind}.`) === true)
  return found === undefined ? null : { facility: facilityIn(found.stream), groups: [] }
}
