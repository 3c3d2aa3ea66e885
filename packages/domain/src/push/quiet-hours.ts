import type { QuietHours, Role } from '@morgenkreis/protocol'

/** N5: in these hours, on the clock of the Kita, nothing rings that is not urgent. */
export const quietHoursOfFacility: QuietHours = { from: '19:00', to: '06:30' }

/** Who works here is left alone after work; admins are not, since something may have to be decided. */
export const quietHoursOfRole: Readonly<Record<Role, QuietHours | null>> = {
  admin: null,
  educator: { from: '17:30', to: '06:30' },
  council: null,
  guardian: null,
}

/**
 * All the quiet hours that apply to somebody who hears a thing in these roles. Those of a role count only if every hat that
 * hears it has some: a mother who educates elsewhere in the house is told as a mother.
 */
export function quietHoursOf(roles: readonly Role[], person: QuietHours | null): QuietHours[] {
  const ofRoles = roles.map((role) => quietHoursOfRole[role])
  const byRole = ofRoles.every((hours) => hours !== null) ? ofRoles : []
  return [quietHoursOfFacility, ...byRole, ...(person === null ? [] : [person])]
}
