import { hash } from 'node:crypto'
import { subscriptionKeptUntil } from '@morgenkreis/domain'
import {
  pushCategories,
  type DeviceKind,
  type PersonId,
  type PushDevice,
  type PushPreferences,
  type SubscriptionId,
} from '@morgenkreis/protocol'
import type { Clock } from '../clock.ts'
import { MongoServerError } from '../database.ts'
import type { Sessions, Signed } from '../identity/sessions.ts'
import { Shredded } from '../keys.ts'
import type { NotifyStore, PreferenceDoc, SubscriptionDoc } from '../notify/store.ts'
import { toSeal, type Adding, type Sealer } from '../seal.ts'
import type { PushAddress } from './message.ts'

export interface SubscriptionParts {
  readonly store: NotifyStore
  readonly sealer: Sealer
  readonly sessions: () => Pick<Sessions, 'living'>
  readonly clock: Clock
}

/** Where a device is reached, and whose it is. */
export interface OwnAddress extends PushAddress {
  readonly person: PersonId
}

interface Subscribing {
  readonly address: PushAddress
  readonly kind: DeviceKind
  /** The device that says where it is now; without it, one that somebody switches on. */
  readonly renews?: SubscriptionId | undefined
}

/** Devices of one person; the oldest ones go. */
const mostPerPerson = 20
const duplicateKey = 11000

/** Which devices get notifications, and what their owners want. Written by the door of the person itself, as sessions are. */
export class Subscriptions {
  readonly #parts: SubscriptionParts

  constructor(parts: SubscriptionParts) {
    this.#parts = parts
  }

  /**
   * The same endpoint is the same device: it belongs to who said so last. What only renews is null where this person has no
   * such device any more: switched off elsewhere, it stays so.
   */
  async put({ person, session }: Signed, { address, kind, renews }: Subscribing): Promise<PushDevice | null> {
    const { store, sealer, clock } = this.#parts
    const now = clock.now()
    const key = { kind: 'person', person } as const
    await sealer.prepare([key])
    const endpointHash = hash('sha256', address.endpoint, 'base64url')
    for (let tries = 0; ; tries += 1) {
      const there = await store.subscriptions.model.findOne({ endpointHash }).lean()
      const same = renews === undefined ? there : await store.subscriptions.model.findById(renews).lean()
      const own = same?.person === person ? same : null
      if (renews !== undefined && own === null) return null
      // Another's until now: it goes with all that waits for it, and nobody hears what was meant for somebody else.
      if (there !== null && there._id !== own?._id) await this.remove([there._id])
      const id = own?._id ?? (clock.id() as SubscriptionId)
      const doc: Adding<SubscriptionDoc> = {
        _id: id,
        person,
        session,
        endpointHash,
        address: toSeal(key, JSON.stringify(address)),
        kind,
        at: own?.at ?? now,
        takenAt: own?.takenAt ?? null,
        expiresAt: subscriptionKeptUntil(now),
      }
      const sealed = sealer.sealDocument('subscriptions', null, doc)
      try {
        const upsert = renews === undefined
        const { matchedCount } = await store.subscriptions.native.replaceOne({ _id: id, person }, sealed, { upsert })
        if (!upsert && matchedCount === 0) return null
        await this.#forgetOthers({ person, session }, id)
        return deviceOf(sealed, session)
      } catch (error) {
        if (tries > 2 || !(error instanceof MongoServerError) || error.code !== duplicateKey) throw error
      }
    }
  }

  async remove(ids: readonly SubscriptionId[], person?: PersonId): Promise<void> {
    if (ids.length === 0) return
    const { store } = this.#parts
    const whose = person === undefined ? {} : { person }
    const found = await store.subscriptions.model
      .find({ _id: { $in: ids }, ...whose })
      .select('_id')
      .lean()
    const gone = found.map(({ _id }) => _id)
    await store.subscriptions.model.deleteMany({ _id: { $in: gone } })
    const dropped = { state: 'dropped', lease: null }
    await store.deliveries.model.updateMany({ subscription: { $in: gone }, state: 'waiting' }, { $set: dropped })
  }

  async list({ person, session }: Signed): Promise<PushDevice[]> {
    const found = await this.#parts.store.subscriptions.model.find({ person }).sort({ at: 1 }).lean()
    return found.map((doc) => deviceOf(doc, session))
  }

  /** Where a device is reached; null where it is none of this person, or its session ended, or its key is destroyed. */
  async addressOf(id: SubscriptionId, person: PersonId): Promise<PushAddress | null> {
    const found = (await this.addresses([id])).get(id)
    return found?.person === person ? found : null
  }

  /** Those of live sessions; the others end with their session (K-53, K-54, K-56). */
  async addresses(ids: readonly SubscriptionId[]): Promise<Map<SubscriptionId, OwnAddress>> {
    const { store, sealer, sessions } = this.#parts
    const found = await store.subscriptions.model.find({ _id: { $in: ids } }).lean()
    const living = await sessions().living(found.map(({ session }) => session))
    const live = found.filter(({ session }) => living.has(session))
    await this.remove(found.filter(({ session }) => !living.has(session)).map(({ _id }) => _id))
    await sealer.prepareToOpen(live.map(({ address }) => address))
    const addresses = new Map<SubscriptionId, OwnAddress>()
    for (const { _id, person, address } of live) {
      const opened = sealer.open(address, { facility: null, collection: 'subscriptions', id: _id, field: 'address' })
      if (opened !== Shredded) addresses.set(_id, { ...(JSON.parse(opened) as PushAddress), person })
    }
    return addresses
  }

  /** A session of this person ended: what it had subscribed ends with it. */
  async sweep(person: PersonId): Promise<void> {
    const found = await this.#parts.store.subscriptions.model.find({ person }).select('session').lean()
    const living = await this.#parts.sessions().living(found.map(({ session }) => session))
    await this.remove(found.filter(({ session }) => !living.has(session)).map(({ _id }) => _id))
  }

  async preferences(person: PersonId): Promise<PushPreferences> {
    return preferencesOf(await this.#parts.store.preferences.model.findById(person).lean())
  }

  async prefer(person: PersonId, wanted: PushPreferences): Promise<PushPreferences> {
    const doc: PreferenceDoc = {
      _id: person,
      off: pushCategories.filter((category) => !wanted.categories.includes(category)),
      quiet: wanted.quiet === 'off' ? null : wanted.quiet,
      mail: wanted.mail,
    }
    await this.#parts.store.preferences.model.replaceOne({ _id: person }, doc, { upsert: true })
    return preferencesOf(doc)
  }

  /** A session is one browser, which subscribes anew when its endpoint changes; and a person has so many devices, not more. */
  async #forgetOthers({ person, session }: Signed, id: SubscriptionId): Promise<void> {
    const found = await this.#parts.store.subscriptions.model
      .find({ person, _id: { $ne: id } })
      .sort({ expiresAt: -1 })
      .select('session')
      .lean()
    const [replaced, others] = [
      found.filter((one) => one.session === session),
      found.filter((one) => one.session !== session),
    ]
    await this.remove([...replaced, ...others.slice(mostPerPerson - 1)].map(({ _id }) => _id))
  }
}

function preferencesOf(doc: PreferenceDoc | null): PushPreferences {
  return {
    categories: pushCategories.filter((category) => !doc?.off.includes(category)),
    quiet: doc?.quiet ?? 'off',
    mail: doc?.mail ?? true,
  }
}

const deviceOf = ({ _id: id, kind, at, takenAt, session }: SubscriptionDoc, here: string): PushDevice => ({
  id,
  kind,
  here: session === here,
  at: at.toISOString(),
  takenAt: takenAt?.toISOString() ?? null,
})
