import { z } from 'zod'
import { Language } from './audience.ts'
import { Day, Span } from './days.ts'
import { ChildId, SickNoteId } from './ids.ts'
import { Illness } from './illnesses.ts'
import { operation } from './operation.ts'
import { Entered, ReportedChildren, ReportNote, reportsOf, ShownVersion } from './reports.ts'
import { instant } from './shown.ts'
import { entered } from './text.ts'

/** On what the Kita relies that writes down what it was told on the telephone (decision 6). */
export const legalBases = ['spoken-consent', 'infection-protection', 'vital-interests'] as const
export const LegalBasis = z.enum(legalBases)
export type LegalBasis = z.infer<typeof LegalBasis>

/** Who called, and the legal basis on which staff write it down. */
export const ByPhone = z.strictObject({ by: entered(80), basis: LegalBasis })
export type ByPhone = z.infer<typeof ByPhone>

/** The active click (K-101), each time anew: the sentence in its version and language, and the explicit yes. */
export const Consent = z.strictObject({ version: z.int().positive(), language: Language, accepted: z.literal(true) })
export type Consent = z.infer<typeof Consent>

/** An illness of one child: health data (K-19). `phone` and `entered` are for staff; guardians read null there. */
export const SickNote = z.strictObject({
  id: SickNoteId,
  child: ChildId,
  illness: Illness,
  ...Span.shape,
  note: z.string().nullable(),
  /** When staff of the group said that they have read it. */
  seen: instant.nullable(),
  phone: ByPhone.nullable(),
  entered: Entered.nullable(),
  v: ShownVersion,
})
export type SickNote = z.infer<typeof SickNote>

const told = { illness: Illness, ...Span.shape, note: ReportNote.optional(), consent: Consent.optional() }
const named = z.strictObject({ sickNote: SickNoteId })
const shown = { ...named.shape, v: ShownVersion }
const notSeen = ['not-found', 'module-off', 'forbidden'] as const
const unsound = ['dates-impossible', 'consent-missing', 'consent-stale'] as const

/** Guardians consent each time (K-103); staff say who called and on which basis they enter it. */
export const reportSickNote = operation('sick-note.report', {
  at: 'facility',
  changes: true,
  live: false,
  input: z.strictObject({ children: ReportedChildren, ...told, phone: ByPhone.optional() }),
  output: z.strictObject({ sickNotes: z.array(SickNote) }),
  refuses: [...notSeen, ...unsound, 'basis-missing', 'gone'],
})

/** Read by staff, it leaves a row in the journal. */
export const listSickNotes = operation('sick-note.list', {
  at: 'facility',
  changes: false,
  live: false,
  input: reportsOf,
  output: z.strictObject({ sickNotes: z.array(SickNote) }),
  refuses: notSeen,
})

/** A guardian who changes it consents anew; it then has to be seen anew. */
export const changeSickNote = operation('sick-note.change', {
  at: 'facility',
  changes: true,
  live: false,
  input: z.strictObject({ ...shown, ...told }),
  output: SickNote,
  refuses: [...notSeen, ...unsound, 'changed-meanwhile', 'gone'],
})

/** Well again: the child comes back on `back`, sooner than was reported. */
export const recoverSickNote = operation('sick-note.recover', {
  at: 'facility',
  changes: true,
  live: false,
  input: z.strictObject({ sickNote: SickNoteId, back: Day }),
  output: SickNote,
  refuses: [...notSeen, 'dates-impossible', 'gone'],
})

export const seeSickNote = operation('sick-note.see', {
  at: 'facility',
  changes: true,
  live: false,
  input: z.strictObject(shown),
  output: SickNote,
  refuses: [...notSeen, 'changed-meanwhile', 'gone'],
})

/** Either side takes it away at any time (K-21, K-22): nobody sees it from then on, and it is gone after seven days. */
export const removeSickNote = operation('sick-note.remove', {
  at: 'facility',
  changes: true,
  live: false,
  input: named,
  output: named,
  refuses: notSeen,
})
