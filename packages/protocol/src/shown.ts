import { z } from 'zod'
import { MembershipId } from './ids.ts'

/** An instant, UTC, ISO 8601 with milliseconds. */
export const instant = z.iso.datetime()

export const Role = z.enum(['admin', 'educator', 'council', 'guardian'])
export type Role = z.infer<typeof Role>

/** Who wrote it, as readers see it: the free display name and the role, which the system shows (K-68). */
export const Author = z.strictObject({ membership: MembershipId, name: z.string(), role: Role })
export type Author = z.infer<typeof Author>

/** `withdrawn` by its author, `removed` by somebody else (decision 5); `hidden` while it is looked into. */
export const Gone = z.strictObject({
  gone: z.enum(['withdrawn', 'removed', 'hidden']),
  at: instant,
  v: z.int().positive(),
})
