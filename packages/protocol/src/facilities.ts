import { z } from 'zod'
import { ChildId, FacilityId, GroupId, MembershipId } from './ids.ts'
import { HatGroups } from './groups.ts'
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
export const modules = ['announcements', 'comments'] as const
export const Module = z.enum(modules)
export type Module = z.infer<typeof Module>

export const Group = z.strictObject({ id: GroupId, name: z.string(), ribbon: Ribbon })
export type Group = z.infer<typeof Group>

export const Facility = z.strictObject({
  id: FacilityId,
  name: z.string(),
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
  children: z.array(z.strictObject({ id: ChildId, sign: Sign, name: z.string() })),
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
