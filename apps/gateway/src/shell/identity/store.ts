import type { PersonId } from '@morgenkreis/protocol'
import { collection, StoreSchema, type Database } from '../database.ts'
import type { Sealed } from '../seal.ts'

/** An account: it belongs to the person, not to a facility. */
export interface PersonDoc {
  _id: PersonId
  email: Sealed
  emailMac: string
  /** Hash with its parameters (K-46, K-47); null: cannot log in. */
  password: string | null
  v: number
  at: Date
  /** It is being deleted since then. */
  leavingAt?: Date
}

export interface SessionDoc {
  /** SHA-256 of the token; the token itself is nowhere stored. */
  _id: string
  person: PersonId
  at: Date
  usedAt: Date
  /** The earlier of 45 days after use and 365 days after login (K-53, K-54). */
  expiresAt: Date
}

const mixed = StoreSchema.Types.Mixed
const strict = { strict: 'throw', versionKey: false, _id: false } as const

const persons = new StoreSchema<PersonDoc>(
  { _id: String, email: mixed, emailMac: String, password: String, v: Number, at: Date, leavingAt: Date },
  strict,
)
  .index({ leavingAt: 1 }, { sparse: true })
  .index({ emailMac: 1 }, { unique: true })
const sessions = new StoreSchema<SessionDoc>(
  { _id: String, person: String, at: Date, usedAt: Date, expiresAt: Date },
  strict,
)
  .index({ person: 1 })
  .index({ expiresAt: 1 }, { expireAfterSeconds: 0 })

export const openIdentityStore = ({ data }: Database) => ({
  persons: collection(data, 'persons', persons),
  sessions: collection(data, 'sessions', sessions),
})
export type IdentityStore = ReturnType<typeof openIdentityStore>
