import type {
  DeliveryId,
  DeviceKind,
  FacilityId,
  PersonId,
  PushCategory,
  QuietHours,
  Room,
  SubscriptionId,
} from '@morgenkreis/protocol'
import { ttlNetSeconds, type Notifying } from '@morgenkreis/domain'
import { collection, StoreSchema, type Database } from '../database.ts'
import type { Stream } from '../plan.ts'
import type { Sealed } from '../seal.ts'

/** A device that gets notifications: it belongs to a person, and lives as long as the session in which it said so. */
export interface SubscriptionDoc {
  _id: SubscriptionId
  person: PersonId
  session: string
  /** Of the endpoint, which nobody can guess: one device is one row, whoever is signed in on it. */
  endpointHash: string
  /** Endpoint and keys, as JSON. */
  address: Sealed
  kind: DeviceKind
  at: Date
  takenAt: Date | null
  expiresAt: Date
}

export interface PreferenceDoc {
  _id: PersonId
  off: PushCategory[]
  quiet: QuietHours | null
  mail: boolean
}

/** `taken` by the push or mail server; `dropped`: not meant to be sent any more; `dead`: given up. */
export type DeliveryState = 'waiting' | 'taken' | 'dropped' | 'dead'

/** One thing for one device, or for a person's mail: references alone. */
export interface DeliveryDoc {
  _id: DeliveryId
  /** The journal row: for each device there is one delivery of it. */
  thing: string
  /** What it is called on its device, together with all that leads to the same place. Absent: by mail, or its own id. */
  topic?: DeliveryId
  person: PersonId
  /** Null: by mail. */
  subscription: SubscriptionId | null
  facility: FacilityId
  category: PushCategory
  event: Notifying
  ref: string
  /** Who hears none of these any more gets nothing (K-35). */
  rooms: Room[]
  /** N5: passes quiet hours. */
  urgent: boolean
  /** It waited for the end of quiet hours, and may go out together with others. */
  held: boolean
  state: DeliveryState
  tries: number
  dueAt: Date
  /** Whoever took it on has until `leaseUntil`. */
  lease: string | null
  leaseUntil: Date
  /** What went out in its place, for this and others of its facility together. */
  digest: DeliveryId | null
  at: Date
  expiresAt: Date
}

/** How far the journal of a stream was followed. */
export interface FollowedDoc {
  _id: Stream
  n: number
}

const mixed = StoreSchema.Types.Mixed
const strict = { strict: 'throw', versionKey: false, _id: false } as const
const text = { type: String, required: true } as const
const instant = { type: Date, required: true } as const

const subscriptions = new StoreSchema<SubscriptionDoc>(
  {
    _id: text,
    person: text,
    session: text,
    endpointHash: text,
    address: { type: mixed, required: true },
    kind: text,
    at: instant,
    takenAt: Date,
    expiresAt: instant,
  },
  strict,
)
  .index({ endpointHash: 1 }, { unique: true })
  .index({ person: 1 })
  .index({ expiresAt: 1 }, { expireAfterSeconds: 0 })
const preferences = new StoreSchema<PreferenceDoc>({ _id: text, off: [String], quiet: mixed, mail: Boolean }, strict)
const deliveries = new StoreSchema<DeliveryDoc>(
  {
    _id: text,
    thing: text,
    topic: String,
    person: text,
    subscription: String,
    facility: text,
    category: text,
    event: text,
    ref: text,
    rooms: [String],
    urgent: Boolean,
    held: Boolean,
    state: text,
    tries: Number,
    dueAt: instant,
    lease: String,
    leaseUntil: instant,
    digest: String,
    at: instant,
    expiresAt: instant,
  },
  strict,
)
  .index({ thing: 1, person: 1, subscription: 1 }, { unique: true })
  .index({ state: 1, dueAt: 1 })
  .index({ lease: 1 }, { sparse: true })
  .index({ topic: 1 }, { sparse: true })
  .index({ digest: 1 }, { partialFilterExpression: { digest: { $gt: '' } } })
  .index({ ref: 1 }, { partialFilterExpression: { subscription: null } })
  .index({ expiresAt: 1 }, { expireAfterSeconds: ttlNetSeconds })
const followed = new StoreSchema<FollowedDoc>({ _id: text, n: Number }, strict)

export const openNotifyStore = ({ data }: Database) => ({
  subscriptions: collection(data, 'subscriptions', subscriptions),
  preferences: collection(data, 'push-preferences', preferences),
  deliveries: collection(data, 'deliveries', deliveries),
  followed: collection(data, 'notified', followed),
})
export type NotifyStore = ReturnType<typeof openNotifyStore>
