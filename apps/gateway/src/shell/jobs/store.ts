import { collection, StoreSchema, type Database } from '../database.ts'

/** Which gateway does a job, and until when its word counts. */
export interface JobDoc {
  _id: string
  holder: string
  /** By the database's clock, so that no host's clock matters. */
  until: Date
}

const jobs = new StoreSchema<JobDoc>(
  { _id: String, holder: String, until: Date },
  { strict: 'throw', versionKey: false, _id: false },
)

export const openJobStore = ({ data }: Database) => collection(data, 'jobs', jobs)
export type JobStore = ReturnType<typeof openJobStore>
