import type { OperationsAt } from '@morgenkreis/protocol'
import type { Membership } from './membership.ts'
import type { FacilityPlace } from './place.ts'
import { atFacility, columns } from './tables.ts'

/** May this membership do this there? The table's cell of its role decides (K-64, K-65). */
export function may(who: Membership, operation: OperationsAt<'facility'>, where: FacilityPlace): boolean {
  const cell = atFacility[operation][columns.indexOf(who.role)]
  return cell !== undefined && cell(who, where)
}
