import { z } from 'zod'
import { Groups } from './groups.ts'
import { FacilityId } from './ids.ts'
import { operation } from './operation.ts'
import { Author, instant } from './shown.ts'

/** What a person may delete and get back within seven days. */
export const trashKinds = ['announcement', 'comment', 'message', 'poll'] as const
export const TrashKind = z.enum(trashKinds)
export type TrashKind = z.infer<typeof TrashKind>

/** Something in the trash, as those see it who may restore it. */
export const Trashed = z.strictObject({
  kind: TrashKind,
  id: z.uuid(),
  groups: Groups,
  author: Author,
  /** The beginning of what it said. */
  excerpt: z.string(),
  gone: z.enum(['withdrawn', 'removed']),
  at: instant,
  /** When it is gone from the system, and from the last backup (decision 11). */
  systemAt: instant,
  backupsAt: instant,
})
export type Trashed = z.infer<typeof Trashed>

/** What the caller may restore: what it withdrew itself, and what was removed where it may remove. Newest first. */
export const listTrash = operation('trash.list', {
  at: 'facility',
  changes: false,
  live: false,
  input: z.strictObject({ facility: FacilityId }),
  output: z.strictObject({ items: z.array(Trashed), more: z.boolean() }),
  refuses: ['not-found', 'forbidden'],
})
