import { type Periods, type QuietSetting } from '@morgenkreis/domain'
import type {
  AnnouncementId,
  ChatMode,
  ClockTime,
  ChildId,
  ClosingId,
  Day,
  FacilityId,
  GroupId,
  MembershipId,
  Module,
  PersonId,
  Ribbon,
  Right,
  Role,
  Sign,
  ThreadId,
} from '@morgenkreis/protocol'
import { collection, StoreSchema, type Database } from '../database.ts'
import type { Sealed } from '../seal.ts'
import { perishes } from '../purge/perishes.ts'

export interface FacilityDoc {
  _id: FacilityId
  name: string
  /** How one reaches it; absent as long as nobody entered it. */
  contact?: Sealed
  modules: Module[]
  groups: { id: GroupId; name: string; ribbon: Ribbon; chat?: ChatMode; opensAt?: ClockTime }[]
  v: number
  at: Date
  /** Absent where the usual ones hold (K-76). */
  periods?: Periods
  /** Absent where the usual ones hold (N5). */
  quiet?: QuietSetting
  /** Periods became shorter: what is stored is still to be given its earlier end. */
  shortened?: boolean
}

/** A guardian's link to a child; `since` where it was made after the child had joined. */
export interface TieDoc {
  child: ChildId
  custody: boolean
  household: 'a' | 'b' | null
  since?: Date
}

export interface MembershipDoc {
  _id: MembershipId
  person: PersonId
  facility: FacilityId
  role: Role
  /** Empty for guardians: theirs are the groups of their children. */
  groups: 'all' | GroupId[]
  writes: boolean
  rights: Right[]
  children: TieDoc[]
  v: number
  at: Date
  endedAt: Date | null
  /** Until then it reads, and writes to staff alone. */
  mutedUntil?: Date | null
}

/** How a person is called in a facility (K-68): sealed, and unique there by its keyed hash. */
export interface ProfileDoc {
  _id: string
  facility: FacilityId
  person: PersonId
  /** Null where the account was deleted. */
  name: Sealed | null
  nameMac: string
  v: number
}

export interface ChildDoc {
  _id: ChildId
  facility: FacilityId
  group: GroupId
  sign: Sign
  name: Sealed
  v: number
  /** Absent while it is here. */
  leftAt?: Date
}

/** What one guardian calls a child, for this guardian alone (K-38). */
export interface LabelDoc {
  _id: string
  facility: FacilityId
  membership: MembershipId
  child: ChildId
  label: Sealed
  v: number
}

/** Where nobody writes for now: a group's chat, or what stands under an announcement. It says nothing of people. */
export interface LockDoc {
  _id: string
  facility: FacilityId
  thread: ThreadId | AnnouncementId
  locked: boolean
  v: number
  at: Date
}

/** Days on which a facility is closed. Why, it says in words of its own. */
export interface ClosingDoc {
  _id: ClosingId
  facility: FacilityId
  from: Day
  to: Day
  reason: Sealed
  v: number
  at: Date
  expiresAt: Date
}

const mixed = StoreSchema.Types.Mixed
const strict = { strict: 'throw', versionKey: false, _id: false } as const
const id = { type: String, required: true } as const
const v = { type: Number, required: true } as const

const facilities = new StoreSchema<FacilityDoc>(
  {
    _id: id,
    name: id,
    contact: mixed,
    modules: [String],
    groups: [mixed],
    v,
    at: Date,
    periods: mixed,
    quiet: mixed,
    shortened: Boolean,
  },
  strict,
)
const memberships = new StoreSchema<MembershipDoc>(
  {
    _id: id,
    person: id,
    facility: id,
    role: id,
    groups: mixed,
    writes: Boolean,
    rights: [String],
    children: [mixed],
    v,
    at: Date,
    endedAt: Date,
    mutedUntil: Date,
  },
  strict,
)
  .index({ facility: 1 })
  .index({ person: 1 })
const profiles = new StoreSchema<ProfileDoc>({ _id: id, facility: id, person: id, name: mixed, nameMac: id, v }, strict)
  .index({ facility: 1, nameMac: 1 }, { unique: true })
  .index({ facility: 1, person: 1 }, { unique: true })
const children = new StoreSchema<ChildDoc>(
  { _id: id, facility: id, group: id, sign: id, name: mixed, v, leftAt: Date },
  strict,
).index({ facility: 1 })
const labels = new StoreSchema<LabelDoc>(
  { _id: id, facility: id, membership: id, child: id, label: mixed, v },
  strict,
).index({ membership: 1, child: 1 }, { unique: true })

const locks = new StoreSchema<LockDoc>({ _id: id, facility: id, thread: id, locked: Boolean, v, at: Date }, strict)
  .index({ facility: 1 })
  .index({ thread: 1 }, { unique: true })

const closings = new StoreSchema<ClosingDoc>(
  {
    ...{ _id: id, facility: id, from: id, to: id, reason: { type: mixed, required: true }, v },
    ...{ at: { type: Date, required: true }, expiresAt: { type: Date, required: true } },
  },
  strict,
)
  .index({ facility: 1, from: 1 })
  .plugin(perishes)

/** The collections that say who is who in a facility, and when it is open. */
export const openRosterStore = ({ data }: Database) => ({
  facilities: collection(data, 'facilities', facilities),
  memberships: collection(data, 'memberships', memberships),
  profiles: collection(data, 'profiles', profiles),
  children: collection(data, 'children', children),
  labels: collection(data, 'labels', labels),
  locks: collection(data, 'thread-locks', locks),
  closings: collection(data, 'closings', closings),
})
export type RosterStore = ReturnType<typeof openRosterStore>
