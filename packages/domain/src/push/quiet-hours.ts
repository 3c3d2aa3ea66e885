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

/** Hours as they hold for somebody: those of a facility that hold all weekend hold on its closing days, too (closings-04). */
export interface QuietTime extends QuietHours {
  readonly closings?: true
}

/**
 * All the quiet hours that apply to somebody who hears a thing in these roles. Those of a role count only if every hat that
 * hears it has some: a mother who educates elsewhere in the house is told as a mother.
 */
export function quietHoursOf(
  roles: readonly Role[],
  { facility, person }: { facility: QuietSetting; person: QuietHours | null },
): QuietTime[] {
  const ofRoles = roles.map((role) => quietIn(facility, role))
  const byRole = ofRoles.includes('off') ? [] : ofRoles
  const ofFacility = [quietIn(facility, 'everybody'), ...byRole].filter((hours) => hours !== 'off')
  return [...ofFacility.map(alsoClosed), ...(person === null ? [] : [person])]
}

const alsoClosed = (hours: QuietHours): QuietTime => (hours.weekend === true ? { ...hours, closings: true } : hours)
