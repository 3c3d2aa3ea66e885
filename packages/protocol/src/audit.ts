import { z } from 'zod'
import { FacilityId } from './ids.ts'
import { operation } from './operation.ts'
import { Role, instant } from './shown.ts'

/** One line of the audit as the head reads it: who, what, which record, which fields; no content (K-72). */
export const AuditLine = z.strictObject({
  n: z.int().positive(),
  at: instant,
  /** Null for rows that were lost before they were linked. */
  operation: z.string().nullable(),
  ref: z.string().nullable(),
  fields: z.array(z.string()),
  /** The records that were read, where reading is on record. */
  read: z.array(z.string()),
  /** A pseudonym; the name beside it while the member has one here. Null where nobody can tell any more. */
  who: z.strictObject({ pseudonym: z.uuid(), name: z.string().nullable(), role: Role.nullable() }).nullable(),
})
export type AuditLine = z.infer<typeof AuditLine>

/** Newest first. `on` is a day in Berlin. */
export const listAudit = operation('audit.list', {
  at: 'facility',
  changes: false,
  live: false,
  input: z.strictObject({
    facility: FacilityId,
    on: z.iso.date().optional(),
    operation: z
      .string()
      .regex(/^[a-z-]+\.[a-z-]+$/)
      .max(60)
      .optional(),
    before: z.int().positive().optional(),
  }),
  output: z.strictObject({
    lines: z.array(AuditLine),
    more: z.boolean(),
    /** Which operations occur in this facility's audit, to filter by. */
    operations: z.array(z.string()),
  }),
  refuses: ['not-found', 'forbidden'],
})
