import { collection, StoreSchema, type Database } from '../database.ts'

/** Who does some recurring work, and until when it counts: by the database's clock. */
export interface LeaseDoc {
  _id: string
  holder: string
  until: Date
}

const leases = new StoreSchema<LeaseDoc>(
  { _id: String, holder: String, until: Date },
  { strict: 'throw', versionKey: false, _id: false },
)

export const openLeaseStore = ({ data }: Database) => collection(data, 'leases', leases)
export type LeaseStore = ReturnType<typeof openLeaseStore>
