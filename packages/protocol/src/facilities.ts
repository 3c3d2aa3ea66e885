import { z } from 'zod'
import { ChildId, FacilityId, GroupId, MembershipId } from './ids.ts'
import { Contact } from './contact.ts'
import { ClockTime } from './days.ts'
import { ChatMode, HatGroups } from './groups.ts'
import { event } from './event.ts'
import { operation } from './operation.ts'
import { Role } from './shown.ts'

/** The eight patterns of design.md; each group has one, with its colour. */
export const ribbons = ['dots', 'stripes', 'zigzag', 'weave', 'waves', 'checks', 'twill', 'steps'] as const
export const Ribbon = z.enum(ribbons)
export type Ribbon = z.infer<typeof Ribbon>

/** The first twelve of the signs that stand for children. */
export const signs = [
  'hedgehog',
  'boat',
  'apple',
  'snail',
  'kite',
  'acorn',
  'whale',
  'mushroom',
  'lantern',
  'owl',
  'clover',
  'train',
] as const
export const Sign = z.enum(signs)
export type Sign = z.infer<typeof Sign>

/** What a facility switches on and off (K-02). */
export const modules = [
  'announcements',
  'comments',
  'chat',
  'conversations',
  'polls',
  'sick-notes',
  'absences',
] as const
export const Module = z.enum(modules)
export type Module = z.infer<typeof Module>

/** What an admin may grant to staff beside the role (K-74). */
export const rights = ['health', 'moderate', 'export'] as const
export const Right = z.enum(rights)
export type Right = z.infer<typeof Right>

export const Group = z.strictObject({
  id: GroupId,
  name: z.string(),
  ribbon: Ribbon,
  chat: ChatMode,
  /** When it opens: an hour later no report should wait any more. */
  opensAt: ClockTime,
})
export type Group = z.infer<typeof Group>

export const Facility = z.strictObject({
  id: FacilityId,
  name: z.string(),
  /** Whom one calls when the way through the app fails. */
  ...Contact.shape,
  groups: z.array(Group),
  modules: z.array(Module),
})
export type Facility = z.infer<typeof Facility>

/** A membership as the page Einrichtung lists it for the admin. */
export const Member = z.strictObject({
  id: MembershipId,
  name: z.string(),
  role: Role,
  groups: HatGroups,
  writes: z.boolean(),
  rights: z.array(Right),
  children: z.array(z.strictObject({ id: ChildId, group: GroupId, sign: Sign, name: z.string() })),
  v: z.int().positive(),
})
export type Member = z.infer<typeof Member>

export const readFacility = operation('facility.read', {
  at: 'facility',
  changes: false,
  live: true,
  input: z.strictObject({ facility: FacilityId }),
  output: Facility,
  refuses: ['not-found', 'forbidden'],
})

export const listMembers = operation('membership.list', {
  at: 'facility',
  changes: false,
  live: true,
  input: z.strictObject({ facility: FacilityId }),
  output: z.strictObject({ members: z.array(Member) }),
  refuses: ['not-found', 'forbidden'],
})

/** Answers when nothing more can be delivered to the removed person on any gateway (K-35). */
export const removeMembership = operation('membership.remove', {
  at: 'facility',
  changes: true,
  live: false,
  input: z.strictObject({ membership: MembershipId }),
  output: z.strictObject({ membership: MembershipId, v: z.int().positive() }),
  refuses: ['not-found', 'forbidden', 'gone', 'last-admin'],
})

export const membershipRemoved = event(
  'membership.removed',
  z.strictObject({ membership: MembershipId, v: z.int().positive() }),
)

/** What is switched on in a facility now. */
export const Switched = z.strictObject({ facility: FacilityId, modules: z.array(Module), v: z.int().positive() })

/** Switches one module on or off (K-02, K-03): off, it answers `module-off`; what was written stays, hidden. */
export const switchModule = operation('module.switch', {
  at: 'facility',
  changes: true,
  live: false,
  input: z.strictObject({ facility: FacilityId, module: Module, on: z.boolean() }),
  output: Switched,
  refuses: ['not-found', 'forbidden'],
})

/** Says when a group opens, on days on which the facility is open. */
export const describeGroup = operation('group.describe', {
  at: 'facility',
  changes: true,
  live: false,
  input: z.strictObject({ facility: FacilityId, group: GroupId, opensAt: ClockTime }),
  output: z.strictObject({ facility: FacilityId, group: GroupId, opensAt: ClockTime, v: z.int().positive() }),
  refuses: ['not-found', 'forbidden'],
})

export const Granted = z.strictObject({ membership: MembershipId, rights: z.array(Right), v: z.int().positive() })

/**
 * The rights that this membership has from now on: these and no others, by the version that was shown. Answers when every
 * gateway acts by them.
 */
export const grantRights = operation('membership.grant', {
  at: 'facility',
  changes: true,
  live: false,
  input: z.strictObject({
    membership: MembershipId,
    v: z.int().positive(),
    rights: z
      .array(Right)
      .max(rights.length)
      .refine((given) => new Set(given).size === given.length),
  }),
  output: Granted,
  refuses: ['not-found', 'forbidden', 'gone', 'staff-only', 'changed-meanwhile'],
})

export const moduleSwitched = event('module.switched', Switched)
export const membershipGranted = event('membership.granted', Granted)
export const groupDescribed = event('group.described', describeGroup.output)
