import { hash } from 'node:crypto'
import type { DeliveryId, FacilityId, PersonId, PushCategory, PushThread, SubscriptionId } from '@morgenkreis/protocol'

/** What notifications of one topic have in common. */
export interface Topic {
  readonly subscription: SubscriptionId
  /** A device may be another person's later. */
  readonly person: PersonId
  readonly category: PushCategory
  readonly urgent: boolean
  readonly thread: PushThread
  /** The day in the Kita. */
  readonly day: string
}

/**
 * The name of a topic, a UUID of version 8 (RFC 9562): of what says the same to a device and leads to the same place, the newest
 * is enough. Opaque: the random id of the subscription is in it, so that nobody outside can tell what it stands for, or
 * that two devices are told of the same; and from one day to the next it is another.
 */
export const topicOf = ({ subscription, person, category, urgent, thread, day }: Topic): DeliveryId =>
  named([subscription, person, category, urgent, thread.kind, thread.id, day])

/** Likewise of all that a facility had to tell a device while it was quiet: they lead to one place, under one hat. */
export const digestOf = ({
  subscription,
  person,
  facility,
  day,
}: Pick<Topic, 'subscription' | 'person' | 'day'> & { facility: FacilityId }): DeliveryId =>
  named([subscription, person, 'digest', facility, day])

function named(parts: readonly unknown[]): DeliveryId {
  const digest = hash('sha256', JSON.stringify(parts), 'buffer')
  digest.writeUInt8(0x80 | (digest.readUInt8(6) & 0x0f), 6)
  digest.writeUInt8(0x80 | (digest.readUInt8(8) & 0x3f), 8)
  return digest.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') as DeliveryId
}
