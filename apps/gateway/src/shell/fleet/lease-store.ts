import { collection, StoreSchema, type Database } from '../database.ts'

/** Who does a recurring work that is done once across gateways, and until when its word counts. */
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
