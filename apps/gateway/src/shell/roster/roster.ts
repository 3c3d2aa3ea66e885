import type { Membership } from '@morgenkreis/domain'
import { audienceOf, roomsOf, type FacilityPlace, type Periods, type QuietSetting } from '@morgenkreis/domain'
import type {
  Audience,
  Author,
  ChildId,
  EventName,
  Facility,
  GroupId,
  MembershipId,
  PersonId,
  Room,
  Sign,
  Span,
} from '@morgenkreis/protocol'
import type { Macs } from '../macs.ts'

/** A facility as decisions need it: who is in it with which rights, as of `decisions` in its head document. */
export interface Roster {
  readonly facility: Facility
  readonly decisions: number
  readonly logEpoch: number
  /** Per room, when somebody was last added. */
  readonly added: Readonly<Record<string, number>>
  /** Live memberships. */
  readonly members: ReadonlyMap<MembershipId, Membership>
  readonly ofPerson: ReadonlyMap<PersonId, readonly Membership[]>
  /** Ended ones, whose texts still bear their name. */
  readonly former: ReadonlyMap<MembershipId, Membership>
  readonly names: ReadonlyMap<PersonId, string>
  readonly children: ReadonlyMap<ChildId, { group: GroupId; sign: Sign }>
  /** Of guardians who live apart: which household somebody belongs to, by `householdKey`. */
  readonly households: ReadonlyMap<string, 'a' | 'b'>
  /** For how long what is written here is kept (K-76). */
  readonly periods: Periods
  /** When nothing rings here (N5). */
  readonly quiet: QuietSetting
  /** The days on which it is closed, by what it entered. */
  readonly closings: readonly Span[]
  /** Who a former member is in one thread. */
  readonly alias: Macs['alias']
  /** The chats, and the announcements, in which nobody writes for now. */
  readonly locked: ReadonlySet<string>
}

export const householdKey = (guardian: MembershipId, child: ChildId) => `${guardian} ${child}`

/** The household of a guardian of this child; null where guardians were not marked as separate (decision 12). */
export const householdOf = (roster: Roster, guardian: MembershipId, child: ChildId) =>
  roster.households.get(householdKey(guardian, child)) ?? null

const groupIds = ({ facility }: Roster): GroupId[] => facility.groups.map(({ id }) => id)

/** The rooms of a live membership. */
export const roomsIn = (roster: Roster, who: Membership): Room[] => roomsOf(who, groupIds(roster))

const mostCounted = 500
const audiences = new WeakMap<Roster, Map<string, Audience>>()

/** Who will hear an event at a place. A roster never changes, so it is counted once. */
export function audienceIn(roster: Roster, event: EventName, where: FacilityPlace): Audience {
  const counted = audiences.get(roster) ?? new Map<string, Audience>()
  audiences.set(roster, counted)
  const groups = where.groups === 'all' ? 'all' : [...where.groups].sort().join()
  const key = `${event} ${where.circle ?? ''} ${groups}`
  const known = counted.get(key)
  if (known !== undefined) return known
  const audience = audienceOf(event, where, [...roster.members.values()], groupIds(roster), roster.added)
  if (counted.size >= mostCounted) counted.clear()
  counted.set(key, audience)
  return audience
}

/**
 * The author as readers see it. Who left and has no name any more is a former member: one in each thread, by an id that means
 * nothing in any other (K-79). A thread is what a reader sees as one conversation: an announcement with its comments, a chat.
 */
export function authorIn(roster: Roster, id: MembershipId, thread: string): Author {
  const who = roster.members.get(id) ?? roster.former.get(id)
  const name = who === undefined ? undefined : roster.names.get(who.person)
  const role = who?.role ?? 'guardian'
  if (name !== undefined) return { membership: id, name, role }
  return { membership: roster.members.has(id) ? id : roster.alias(thread, id), name: 'Ehemaliges Mitglied', role }
}

/** Every group that is named belongs to the facility. */
export const hasGroups = (roster: Roster, groups: 'all' | readonly GroupId[]): boolean =>
  groups === 'all' || groups.every((group) => roster.facility.groups.some(({ id }) => id === group))

export const adminsOf = (roster: Roster): MembershipId[] =>
  [...roster.members.values()].filter(({ role }) => role === 'admin').map(({ id }) => id)
