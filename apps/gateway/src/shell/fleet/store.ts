import { collection, StoreSchema, type Database } from '../database.ts'
import type { Stream } from '../plan.ts'

/** A running gateway: how long its word counts, and which decisions it acts by. */
export interface GatewayDoc {
  _id: string
  /** By the database's clock, so that no host's clock matters. */
  until: Date
  /** Grows with each look at the head documents that was complete. */
  round: number
  seen: Record<Stream, number>
}

const gateways = new StoreSchema<GatewayDoc>(
  { _id: String, until: Date, round: Number, seen: StoreSchema.Types.Mixed },
  { strict: 'throw', versionKey: false, _id: false, minimize: false },
).index({ until: 1 }, { expireAfterSeconds: 3600 })

export const openFleetStore = ({ data }: Database) => collection(data, 'gateways', gateways)
export type FleetStore = ReturnType<typeof openFleetStore>
