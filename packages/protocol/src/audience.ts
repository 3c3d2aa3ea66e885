import { z } from 'zod'
import { AnnouncementId, FacilityId, PreviewId, ThreadId } from './ids.ts'
import { Groups } from './groups.ts'
import { noticeIds } from './notices.ts'
import { operation } from './operation.ts'

export const Language = z.enum(['de', 'en'])
export type Language = z.infer<typeof Language>

/** Who will see it: numbers for display, and the version that binds the acknowledgement (N3). */
export const Audience = z.strictObject({
  families: z.int().nonnegative(),
  staff: z.int().nonnegative(),
  version: z.int().nonnegative(),
})
export type Audience = z.infer<typeof Audience>

export const Notice = z.strictObject({
  id: z.enum(noticeIds),
  version: z.int().positive(),
  hash: z.string(),
  language: Language,
})
export type Notice = z.infer<typeof Notice>

/** Where something is about to be published: under an announcement, or to groups of a facility. */
export const Destination = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('comment'), announcement: AnnouncementId }),
  z.strictObject({ kind: z.literal('announcement'), facility: FacilityId, groups: Groups }),
  z.strictObject({ kind: z.literal('chat'), thread: ThreadId }),
  z.strictObject({ kind: z.literal('poll'), facility: FacilityId, groups: Groups }),
])
export type Destination = z.infer<typeof Destination>

/** The author's active click (D-05): the preview that was shown, sealed by the server, and the explicit yes. */
export const Acknowledgement = z.strictObject({ preview: z.string().min(1).max(2048), accepted: z.literal(true) })
export type Acknowledgement = z.infer<typeof Acknowledgement>

/** The refusals of everything that passes the gate. */
export const gateRefuses = [
  'acknowledgement-missing',
  'acknowledgement-stale',
  'acknowledgement-used',
  'audience-changed',
] as const

export const previewAudience = operation('audience.preview', {
  at: 'facility',
  changes: false,
  live: true,
  input: z.strictObject({ destination: Destination, language: Language }),
  output: z.strictObject({ id: PreviewId, notice: Notice, audience: Audience, token: z.string() }),
  refuses: ['not-found', 'forbidden', 'module-off'],
})
