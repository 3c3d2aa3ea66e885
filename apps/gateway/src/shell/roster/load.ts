import { isStaff, usualOpening, type Membership } from '@morgenkreis/domain'
import type { ChildId, FacilityId, Group, GroupId, MembershipId, PersonId, Sign } from '@morgenkreis/protocol'
import type { JournalStore } from '../journal/store.ts'
import { facilityStream } from '../plan.ts'
import { Shredded } from '../keys.ts'
import type { Clock } from '../clock.ts'
import type { Macs } from '../macs.ts'
import type { Sealer } from '../seal.ts'
import { contactIn } from './contact.ts'
import { householdKey, type Roster } from './roster.ts'
import type { FacilityDoc, MembershipDoc, RosterStore } from './store.ts'

export interface RosterParts {
  readonly rosters: RosterStore
  readonly heads: JournalStore['heads']
  readonly sealer: Sealer
  readonly macs: Macs
  readonly clock: Clock
}

/** Reads a roster. The head document comes first: what is read after it is at least as new as its `decisions`. */
export async function loadRoster(
  id: FacilityId,
  { rosters, heads, sealer, macs, clock }: RosterParts,
): Promise<Roster | null> {
  const head = await heads.model.findById(facilityStream(id)).lean()
  const facility = head === null ? null : await rosters.facilities.model.findById(id).lean()
  if (head === null || facility === null) return null
  const [memberships, profiles, kids, locks, closings] = await Promise.all([
    rosters.memberships.model.find({ facility: id }).lean(),
    rosters.profiles.model.find({ facility: id }).lean(),
    rosters.children.model.find({ facility: id, leftAt: null }).select('group sign').lean(),
    rosters.locks.model.find({ facility: id, locked: true }).select('thread').lean(),
    rosters.closings.model
      .find({ facility: id, expiresAt: { $gt: clock.now() } })
      .select('from to')
      .lean(),
  ])
  await sealer.prepareToOpen(profiles.map(({ name }) => name))
  const children = new Map<ChildId, { group: GroupId; sign: Sign }>(
    kids.map(({ _id, group, sign }) => [_id, { group, sign }]),
  )
  const names = new Map<PersonId, string>()
  for (const { _id, person, name } of profiles) {
    if (name === null) continue
    const opened = sealer.open(name, { facility: id, collection: 'profiles', id: _id, field: 'name' })
    if (opened !== Shredded) names.set(person, opened)
  }
  const members = new Map<MembershipId, Membership>()
  const former = new Map<MembershipId, Membership>()
  const households = new Map<string, 'a' | 'b'>()
  const silent = silentAmong(memberships)
  for (const doc of memberships)
    (doc.endedAt === null ? members : former).set(doc._id, membershipOf(doc, { children, silent }))
  for (const { _id, children: ties } of memberships)
    for (const { child, household } of ties) if (household !== null) households.set(householdKey(_id, child), household)
  const ofPerson = Map.groupBy(members.values(), ({ person }) => person)
  return {
    facility: {
      id,
      name: facility.name,
      ...(await contactIn(facility, sealer)),
      modules: facility.modules,
      groups: facility.groups.map(whole),
    },
    decisions: head.decisions,
    logEpoch: head.logEpoch,
    added: head.added,
    members,
    ofPerson,
    former,
    names,
    children,
    households,
    periods: facility.periods ?? {},
    quiet: facility.quiet ?? {},
    closings: closings.map(({ from, to }) => ({ from, to })),
    alias: macs.alias,
    locked: new Set(locks.map(({ thread }) => thread)),
  }
}

/** What was stored before chats and opening times existed has none (K-95). */
const whole = ({ chat = 'off', opensAt = usualOpening, ...group }: FacilityDoc['groups'][number]): Group => ({
  ...{ ...group, chat, opensAt },
})

/** Until when persons only read: under every hat but staff's, also one that they got since. */
function silentAmong(memberships: readonly MembershipDoc[]): Map<PersonId, Date> {
  const silent = new Map<PersonId, Date>()
  for (const { person, role, endedAt, mutedUntil: until } of memberships) {
    if (!until || endedAt !== null || isStaff(role)) continue
    const known = silent.get(person)
    if (known === undefined || known < until) silent.set(person, until)
  }
  return silent
}

interface Standing {
  readonly children: ReadonlyMap<ChildId, { group: GroupId }>
  readonly silent: ReadonlyMap<PersonId, Date>
}

function membershipOf(doc: MembershipDoc, { children, silent }: Standing): Membership {
  const own = doc.children.map(({ child }) => child)
  const groups = groupsOf(doc, children)
  const { _id: id, person, facility, role, writes, rights } = doc
  const mutedUntil = isStaff(role) ? undefined : silent.get(person)
  const later = doc.children.flatMap(({ child, since }) =>
    since === undefined ? [] : [[child, since.getTime()] as const],
  )
  return {
    ...{ id, person, facility, role, groups, writes, rights, children: own },
    ...(mutedUntil && { mutedUntil }),
    ...(later.length > 0 && { linkedAt: new Map(later) }),
  }
}

/** Guardians have the groups of their children; an admin has the facility, whatever else was written. */
function groupsOf({ role, groups, children: own }: MembershipDoc, children: ReadonlyMap<ChildId, { group: GroupId }>) {
  if (role === 'admin') return 'all'
  if (role !== 'guardian') return groups
  return [...new Set(own.map(({ child }) => children.get(child)?.group).filter((group) => group !== undefined))]
}
