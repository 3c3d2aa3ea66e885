import { z } from 'zod'
import { ClockTime } from './days.ts'
import { AnnouncementId, DeliveryId, FacilityId, MembershipId, PollId, SubscriptionId, ThreadId } from './ids.ts'
import { operation } from './operation.ts'
import { mostShown } from './push-limits.ts'
import { instant } from './shown.ts'

/** What a notification may be about: all that a push service, or whoever looks at a locked phone, can learn. */
export const pushCategories = ['announcements', 'comments', 'messages', 'polls', 'reports'] as const
export const PushCategory = z.enum(pushCategories)
export type PushCategory = z.infer<typeof PushCategory>

/** What a notification says of itself: a category, that several were held back, or that somebody tries it out. */
export type PushSubject = PushCategory | 'digest' | 'test'

export const DeviceKind = z.enum(['android', 'ios', 'windows', 'mac', 'linux', 'other'])
export type DeviceKind = z.infer<typeof DeviceKind>

const base64url = (bytes: number) => z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${Math.ceil((bytes * 4) / 3)}}$`))

/** A device that gets notifications; `here`: the one that asks. */
export const PushDevice = z.strictObject({
  id: SubscriptionId,
  kind: DeviceKind,
  here: z.boolean(),
  at: instant,
  /** When its push service last took something for it. */
  takenAt: instant.nullable(),
})
export type PushDevice = z.infer<typeof PushDevice>

/** Daily hours on the clock of the Kita in which nothing rings, also over midnight; with `weekend` all of Saturday and Sunday, too. */
export const QuietHours = z
  .strictObject({ from: ClockTime, to: ClockTime, weekend: z.literal(true).optional() })
  .refine(({ from, to }) => from !== to, { path: ['to'] })
export type QuietHours = z.infer<typeof QuietHours>

/** What a person wants to be told of, on all devices. */
export const PushPreferences = z.strictObject({
  categories: z
    .array(PushCategory)
    .max(pushCategories.length)
    .refine((given) => new Set(given).size === given.length),
  quiet: z.union([z.literal('off'), QuietHours]),
  /** A mailed link to what was not opened, or, where that is not known, what no device took (N4). */
  mail: z.boolean(),
})
export type PushPreferences = z.infer<typeof PushPreferences>

/** The installation's public key, without which no browser subscribes; null where push is not set up. */
export const pushKey = operation('push.key', {
  at: 'self',
  changes: false,
  live: false,
  input: z.strictObject({}),
  output: z.strictObject({ key: z.string().nullable() }),
  refuses: [],
})

/**
 * Subscribes this device: the same endpoint is one device, and belongs to who said so last. With `renews` it says only that it
 * still is, and where: `not-found` where it is no longer a device of this person. The address of anything but a push service is
 * `invalid`.
 */
export const subscribePush = operation('push.subscribe', {
  at: 'self',
  changes: false,
  live: false,
  input: z.strictObject({
    endpoint: z.url({ protocol: /^https$/ }).max(1024),
    keys: z.strictObject({ p256dh: base64url(65), auth: base64url(16) }),
    kind: DeviceKind,
    renews: SubscriptionId.optional(),
  }),
  output: PushDevice,
  refuses: ['not-found'],
})

export const unsubscribePush = operation('push.unsubscribe', {
  at: 'self',
  changes: false,
  live: false,
  input: z.strictObject({ subscription: SubscriptionId }),
  output: z.strictObject({}),
  refuses: [],
})

export const listPush = operation('push.list', {
  at: 'self',
  changes: false,
  live: false,
  input: z.strictObject({}),
  output: z.strictObject({ devices: z.array(PushDevice), preferences: PushPreferences, mails: z.boolean() }),
  refuses: [],
})

export const preferPush = operation('push.prefer', {
  at: 'self',
  changes: false,
  live: false,
  input: PushPreferences,
  output: PushPreferences,
  refuses: [],
})

/** Sends one at once. `later`: the push service is not to be had; `gone`: it knows this device no more. */
export const testPush = operation('push.test', {
  at: 'self',
  changes: false,
  live: false,
  input: z.strictObject({ subscription: SubscriptionId }),
  output: z.strictObject({ outcome: z.enum(['taken', 'later', 'gone', 'refused']) }),
  refuses: ['not-found'],
})

/** Where something can be read that somebody was notified of. */
export const PushThread = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('announcement'), id: AnnouncementId }),
  z.strictObject({ kind: z.literal('thread'), id: ThreadId }),
  z.strictObject({ kind: z.literal('poll'), id: PollId }),
  z.strictObject({ kind: z.literal('today'), id: FacilityId }),
  z.strictObject({ kind: z.literal('post'), id: FacilityId }),
])
export type PushThread = z.infer<typeof PushThread>

/** What a notification or a mailed link is about, asked by the one who got it: the thread, and the hats under which it can be read. Of several at once: the post of the facility, or the page on which something has to be done. */
export const openPush = operation('push.open', {
  at: 'self',
  changes: false,
  live: false,
  input: z.strictObject({ delivery: DeliveryId }),
  output: z.strictObject({ thread: PushThread.nullable(), as: z.array(MembershipId) }),
  refuses: ['not-found'],
})

const eachOnce = (ids: readonly DeliveryId[]) => new Set(ids).size === ids.length

/** Which of these notifications have nothing more to say to the caller: it knows of all they stand for, or may not read it any more. */
export const arrivedPush = operation('push.arrived', {
  at: 'self',
  changes: false,
  live: false,
  input: z.strictObject({ deliveries: z.array(DeliveryId).min(1).max(mostShown).refine(eachOnce) }),
  output: z.strictObject({ arrived: z.array(DeliveryId) }),
  refuses: [],
})
