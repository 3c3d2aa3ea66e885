import type { Facility, Group, Groups } from '@morgenkreis/protocol'

/** The groups behind the ids, in the facility's order; `all` stays `all`. */
export const namedGroups = (facility: Facility, groups: Groups): Group[] | 'all' =>
  groups === 'all' ? 'all' : facility.groups.filter(({ id }) => groups.includes(id))
