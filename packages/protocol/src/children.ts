import { z } from 'zod'
import { event } from './event.ts'
import { Sign } from './facilities.ts'
import { ChildId, FacilityId, GroupId, MembershipId } from './ids.ts'
import { operation } from './operation.ts'
import { entered } from './text.ts'

export const ChildName = entered(80)

/** Which of two: the guardians of a child who live apart are marked so (decision 12). */
export const Household = z.enum(['a', 'b'])
export type Household = z.infer<typeof Household>

/**
 * Whom a child is linked to; `custody` makes a guardian a custodian (K-11), `apart` says that this one lives apart from the
 * other guardians of the child (decision 12).
 */
export const Tie = z.strictObject({ membership: MembershipId, custody: z.boolean(), apart: z.boolean() })
export type Tie = z.infer<typeof Tie>

const Ties = z
  .array(Tie)
  .max(8)
  .refine((ties) => new Set(ties.map(({ membership }) => membership)).size === ties.length)

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
    guardians: Ties,
  }),
  output: Child,
  refuses: ['not-found', 'forbidden', 'guardian-unknown'],
})

/**
 * Corrects what is known of a child who is here, by the version that was shown: these guardians and no others from now on. Who is
 * no guardian of it any more loses what leaving would take (K-63). Answers when every gateway acts by it.
 */
export const changeChild = operation('child.change', {
  at: 'facility',
  changes: true,
  live: false,
  input: z.strictObject({ child: ChildId, v: z.int().positive(), sign: Sign, name: ChildName, guardians: Ties }),
  output: Child,
  refuses: ['not-found', 'forbidden', 'gone', 'guardian-unknown', 'changed-meanwhile'],
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
/** Who its guardians are, how they live or how it is called: whoever it concerns reads it afresh. */
export const childChanged = event('child.changed', z.strictObject({ child: ChildId, v: z.int().positive() }))
export const childLeft = event('child.left', z.strictObject({ child: ChildId, v: z.int().positive() }))
