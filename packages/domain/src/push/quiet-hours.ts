import type { QuietFor, QuietHours, QuietOrOff, Role } from '@morgenkreis/protocol'

/** What a facility set itself; for whom it set nothing, the usual ones hold. */
export type QuietSetting = Readonly<Partial<Record<QuietFor, QuietOrOff>>>

/**
 * N5: in these hours, on the clock of the Kita, nothing rings that is not urgent. Who works here is left alone after work;
 * admins are not, since something may have to be decided.
 */
export const usualQuietHours = {
  everybody: { from: '19:00', to: '06:30' },
  admin: 'off',
  educator: { from: '17:30', to: '06:30' },
  council: 'off',
  guardian: 'off',
} as const satisfies Record<QuietFor, QuietOrOff>

export const quietIn = (setting: QuietSetting, whose: QuietFor): QuietOrOff => setting[whose] ?? usualQuietHours[whose]

/**
 * All the quiet hours that apply to somebody who hears a thing in these roles. Those of a role count only if every hat that
 * hears it has some: a mother who educates elsewhere in the house is told as a mother.
 */
export function quietHoursOf(
  roles: readonly Role[],
  { facility, person }: { facility: QuietSetting; person: QuietHours | null },
): QuietHours[] {
  const ofRoles = roles.map((role) => quietIn(facility, role))
  const byRole = ofRoles.includes('off') ? [] : ofRoles
  const all: QuietOrOff[] = [quietIn(facility, 'everybody'), ...byRole, person ?? 'off']
  return all.filter((hours) => hours !== 'off')
}
