import type { AnnouncementId, ChildId, FacilityId, MembershipId } from '@morgenkreis/protocol'
import { timelessId } from '../../shell/clock.ts'
import { collection, StoreSchema, type Database } from '../../shell/database.ts'
import type { Insert } from '../../shell/plan.ts'
import { perishes } from '../../shell/purge/perishes.ts'

/** A guardian has read an announcement, for one child. References alone: nobody wrote anything. */
export interface ConfirmationDoc {
  /** Without a time in it, since it is told (decision 10). */
  _id: string
  facility: FacilityId
  announcement: AnnouncementId
  child: ChildId
  guardian: MembershipId
  /** `child` where one guardian is enough, else the guardian: each slot is filled once. */
  slot: string
  v: number
  at: Date
  expiresAt: Date
}

/** Somebody reminded of an announcement, on a day of the Kita. */
export interface ReminderDoc {
  _id: string
  facility: FacilityId
  announcement: AnnouncementId
  by: MembershipId
  /** Calendar day, `YYYY-MM-DD`. */
  on: string
  v: number
  at: Date
  expiresAt: Date
}

const strict = { strict: 'throw', versionKey: false, _id: false } as const
const id = { type: String, required: true } as const
const kept = { v: { type: Number, required: true }, at: Date, expiresAt: { type: Date, required: true } } as const

const confirmations = new StoreSchema<ConfirmationDoc>(
  { _id: id, facility: id, announcement: id, child: id, guardian: id, slot: id, ...kept },
  strict,
)
  .index({ announcement: 1, child: 1, slot: 1 }, { unique: true })
  .plugin(perishes)
const reminders = new StoreSchema<ReminderDoc>(
  { _id: id, facility: id, announcement: id, by: id, on: id, ...kept },
  strict,
)
  .index({ announcement: 1, on: 1 }, { unique: true })
  .plugin(perishes)

export type ConfirmationStore = ReturnType<typeof openConfirmations>

export function openConfirmations({ data }: Pick<Database, 'data'>) {
  const stored = collection(data, 'confirmations', confirmations)
  const reminded = collection(data, 'reminders', reminders)

  /** Two at once, or twice: the second finds the slot filled. */
  const confirming = (doc: Omit<ConfirmationDoc, '_id' | 'v'>): Insert => ({
    kind: 'insert',
    collection: stored.native,
    facility: doc.facility,
    doc: { _id: timelessId(), v: 1, ...doc } satisfies ConfirmationDoc,
    unique: { announcement: 'confirmed-already' },
  })

  const reminding = (doc: Omit<ReminderDoc, 'v'>): Insert => ({
    kind: 'insert',
    collection: reminded.native,
    facility: doc.facility,
    doc: { v: 1, ...doc } satisfies ReminderDoc,
    unique: { announcement: 'reminded-today' },
  })

  return { stored, reminded, confirming, reminding }
}
