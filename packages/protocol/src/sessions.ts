import { z } from 'zod'
import { Email } from './contact.ts'
import { ChildId, FacilityId, MembershipId, PersonId } from './ids.ts'
import { Facility, Right, Sign } from './facilities.ts'
import { HatGroups } from './groups.ts'
import { GroupId } from './ids.ts'
import { operation } from './operation.ts'
import { instant, Role } from './shown.ts'

export const Password = z.string().min(1).max(128)

/** A child as its guardian sees it: the sign, and the label that this guardian typed (K-38). */
export const OwnChild = z.strictObject({ id: ChildId, sign: Sign, label: z.string().nullable(), group: GroupId })
export type OwnChild = z.infer<typeof OwnChild>

/** One hat of the signed-in person. */
export const OwnMembership = z.strictObject({
  id: MembershipId,
  facility: FacilityId,
  role: Role,
  name: z.string(),
  groups: HatGroups,
  writes: z.boolean(),
  rights: z.array(Right),
  /** Until then it reads, and writes to staff alone. */
  mutedUntil: instant.nullable(),
  children: z.array(OwnChild),
})
export type OwnMembership = z.infer<typeof OwnMembership>

/** Answers the door a token; only the door sets the cookie. */
export const openSession = operation('session.open', {
  at: 'public',
  changes: false,
  live: false,
  input: z.strictObject({ email: Email, password: Password }),
  output: z.strictObject({ token: z.string(), expiresAt: z.iso.datetime() }),
  refuses: ['wrong-credentials', 'too-many-tries', 'busy'],
})

export const closeSession = operation('session.close', {
  at: 'self',
  changes: false,
  live: false,
  input: z.strictObject({}),
  output: z.strictObject({}),
  refuses: [],
})

export const readSession = operation('session.read', {
  at: 'self',
  changes: false,
  live: true,
  input: z.strictObject({}),
  output: z.strictObject({ person: PersonId, memberships: z.array(OwnMembership), facilities: z.array(Facility) }),
  refuses: [],
})

/** The session cookie: bound to the host over TLS, a plain one on http://localhost. */
export const sessionCookie = (secure: boolean) => (secure ? '__Host-morgenkreis' : 'morgenkreis')
