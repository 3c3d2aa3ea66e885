import { z } from 'zod'
import { event } from './event.ts'
import { Sign } from './facilities.ts'
import { ChildId, FacilityId, GroupId, MembershipId } from './ids.ts'
import { operation } from './operation.ts'
import { entered } from './text.ts'

export const ChildName = entered(80)

/** Whom a child is linked to; `custody` makes a guardian a custodian (K-11). */
export const Tie = z.strictObject({ membership: MembershipId, custody: z.boolean() })
export type Tie = z.infer<typeof Tie>

/** A child as the page Einrichtung lists it for the admin. */
export const Child = z.strictObject({
  id: ChildId,
  name: z.string(),
  group: GroupId,
  sign: Sign,
  guardians: z.array(Tie),
  v: z.int().positive(),
})
export type Child = z.infer<typeof Child>

export const listChildren = operation('child.list', {
  at: 'facility',
  changes: false,
  live: true,
  input: z.strictObject({ facility: FacilityId }),
  output: z.strictObject({ children: z.array(Child) }),
  refuses: ['not-found', 'forbidden'],
})

/** A child joins a group; guardians who are in the facility already hear that group from the reply on. */
export const joinChild = operation('child.join', {
  at: 'facility',
  changes: true,
  live: false,
  input: z.strictObject({
    facility: FacilityId,
    group: GroupId,
    sign: Sign,
    name: ChildName,
    guardians: z
      .array(Tie)
      .max(8)
      .refine((ties) => new Set(ties.map(({ membership }) => membership)).size === ties.length),
  }),
  output: Child,
  refuses: ['not-found', 'forbidden', 'guardian-unknown'],
})

/**
 * A child leaves: its guardians lose its group, and those without another child here their access, with whatever stands on
 * it (K-63). Answers when nothing more of it can be delivered to them on any gateway.
 */
export const leaveChild = operation('child.leave', {
  at: 'facility',
  changes: true,
  live: false,
  input: z.strictObject({ child: ChildId }),
  output: z.strictObject({ child: ChildId, v: z.int().positive() }),
  refuses: ['not-found', 'forbidden', 'gone'],
})

export const childJoined = event('child.joined', Child)
export const childLeft = event('child.left', z.strictObject({ child: ChildId, v: z.int().positive() }))
