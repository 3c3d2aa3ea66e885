import type { FacilityId, HoldableKind, HoldId } from '@morgenkreis/protocol'
import { collection, StoreSchema, type Database } from '../../shell/database.ts'
import type { Sealed } from '../../shell/seal.ts'
import { perishes } from '../../shell/purge/perishes.ts'

/** That a law forbids to delete something, and which one. It goes when that ends. */
export interface HoldDoc {
  _id: HoldId
  facility: FacilityId
  kind: HoldableKind
  ref: string
  source: Sealed
  v: number
  at: Date
  expiresAt: Date
}

const text = { type: String, required: true } as const
const date = { type: Date, required: true } as const

const schema = new StoreSchema<HoldDoc>(
  {
    ...{ _id: text, facility: text, kind: text, ref: text },
    ...{ source: { type: StoreSchema.Types.Mixed, required: true }, v: { type: Number, required: true } },
    ...{ at: date, expiresAt: date },
  },
  { strict: 'throw', versionKey: false, _id: false },
)
  .index({ facility: 1, _id: 1 })
  .plugin(perishes)

export const openHolds = ({ data }: Database) => collection(data, 'holds', schema)
export type HoldStore = ReturnType<typeof openHolds>
