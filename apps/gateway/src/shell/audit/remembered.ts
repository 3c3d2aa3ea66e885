import type { FacilityPlace } from '@morgenkreis/domain'
import { facilityIn } from '../plan.ts'
import type { AuditStore } from './store.ts'

/**
 * Where a thing was of which perhaps nothing is left: its facility, and no group of it, so that only who reaches all of the
 * facility learns that it was there (decision 7).
 */
export async function remembered(kind: string, ref: string, { links }: AuditStore): Promise<FacilityPlace | null> {
  const found = await links.model.findOne({ ref }).select('stream name').lean()
  if (found === null || found.name?.startsWith(`${kind}.`) !== true) return null
  return { facility: facilityIn(found.stream), groups: [] }
}
