import { expiresBy, type Judged, type Periods } from '@morgenkreis/domain'
import type {
  FacilityId,
  Groups,
  MembershipId,
  Module,
  PersonId,
  ReportedKind,
  ReportId,
  ReportReason,
} from '@morgenkreis/protocol'
import { collection, StoreSchema, type Database } from '../../shell/database.ts'
import { monthRef } from '../../shell/key-ref.ts'
import type { Insert } from '../../shell/plan.ts'
import { toSeal, type Adding, type Sealed } from '../../shell/seal.ts'
import { perishes } from '../../shell/purge/perishes.ts'

/** What was reported, once for each thing: who judges it, and what became of it. */
export interface ReportDoc {
  _id: ReportId
  facility: FacilityId
  kind: ReportedKind
  ref: string
  groups: Groups
  author: MembershipId
  state: Judged
  v: number
  at: Date
  expiresAt: Date
}

/** The module that a reported thing belongs to: what is kept of its report goes with it. */
export const moduleOf = {
  announcement: 'announcements',
  comment: 'comments',
  message: 'chat',
  poll: 'polls',
} as const satisfies Record<ReportedKind, Module>

/** That somebody reported it, and why. Nobody is answered who that was. */
export interface FilingDoc {
  _id: string
  facility: FacilityId
  kind: ReportedKind
  thing: string
  person: PersonId
  reason: ReportReason
  note: Sealed | null
  v: number
  at: Date
  expiresAt: Date
}

const mixed = StoreSchema.Types.Mixed
const text = { type: String, required: true } as const
const v = { type: Number, required: true } as const
const date = { type: Date, required: true } as const
const strict = { strict: 'throw', versionKey: false, _id: false } as const

const reports = new StoreSchema<ReportDoc>(
  {
    ...{ _id: text, facility: text, kind: text, ref: text, groups: { type: mixed, required: true }, author: text },
    ...{ state: text, v, at: date, expiresAt: date },
  },
  strict,
)
  .index({ facility: 1, state: 1, _id: -1 })
  .index({ ref: 1 }, { unique: true })
  .plugin(perishes)

const filings = new StoreSchema<FilingDoc>(
  {
    ...{ _id: text, facility: text, kind: text, thing: text, person: text, reason: text, note: mixed },
    v,
    at: date,
    expiresAt: date,
  },
  strict,
)
  .index({ thing: 1, person: 1 }, { unique: true })
  .plugin(perishes)

export const openModeration = ({ data }: Database) => ({
  reports: collection(data, 'reports', reports),
  filings: collection(data, 'report-filings', filings),
})
export type ModerationStore = ReturnType<typeof openModeration>

export type Filing = Omit<FilingDoc, 'note' | 'v' | 'at' | 'expiresAt'> & { readonly note: string | null }

/** Once per person and thing; the note is sealed in the module that the thing belongs to. */
export function addingFiling(
  { note, ...filing }: Filing,
  { filings: stored }: ModerationStore,
  { periods, now }: { periods: Periods; now: Date },
): Insert {
  const { facility, kind } = filing
  const doc: Adding<FilingDoc> = {
    ...filing,
    note: note === null ? null : toSeal(monthRef(facility, moduleOf[kind], now), note),
    v: 1,
    at: now,
    expiresAt: expiresBy(periods, moduleOf[kind], now),
  }
  return { kind: 'insert', collection: stored.native, facility, doc, unique: { thing: 'already-reported' } }
}
