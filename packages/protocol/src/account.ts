import { z } from 'zod'
import { FacilityId, MembershipId } from './ids.ts'
import { operation } from './operation.ts'
import { Password } from './sessions.ts'
import { instant } from './shown.ts'
import { TrashKind } from './trash.ts'

/** Something that the caller wrote and can still take back (K-81). */
export const OwnMessage = z.strictObject({
  kind: TrashKind,
  id: z.uuid(),
  facility: FacilityId,
  membership: MembershipId,
  excerpt: z.string(),
  at: instant,
  /** It is to be published later, and is cancelled instead of removed. */
  waits: z.boolean(),
})
export type OwnMessage = z.infer<typeof OwnMessage>

/** What the caller wrote under all memberships, those that ended too, newest first. */
export const readOwn = operation('account.read-own', {
  at: 'self',
  changes: false,
  live: false,
  input: z.strictObject({ before: z.uuid().optional() }),
  output: z.strictObject({
    messages: z.array(OwnMessage),
    more: z.boolean(),
    /** Where the caller is the last admin: a successor comes first (K-30). */
    lastAdminOf: z.array(FacilityId),
  }),
  refuses: [],
})

/**
 * Deletes the account of the caller, with the name everywhere (K-06, K-79). Answers when nothing more can be delivered to it on
 * any gateway, with the receipt: when it is gone from the system, and from the last backup (decision 11).
 */
export const deleteAccount = operation('account.delete', {
  at: 'self',
  changes: false,
  live: false,
  input: z.strictObject({ password: Password }),
  output: z.strictObject({ systemAt: instant, backupsAt: instant }),
  refuses: ['wrong-credentials', 'too-many-tries', 'busy', 'last-admin'],
})
