import type { DeliveryId } from '@morgenkreis/protocol'
import { mostShown } from '@morgenkreis/protocol/push-limits'
import { door } from '#lib/shell/push/subscribe.ts'
import { self } from '$app/service-worker'
import { isNamed } from './ring.ts'

/** Much that is read comes at once. */
const settleMs = 1_000
let asked = 0

/** Something was read: what is shown of it goes. What was read on another device goes once this one is looked at. */
export async function quieten(): Promise<void> {
  const own = (asked += 1)
  await new Promise((resolve) => setTimeout(resolve, settleMs))
  if (own !== asked) return
  const shown = (await self.registration.getNotifications()).filter(isNamed).slice(-mostShown)
  if (shown.length === 0) return
  const deliveries = shown.map(({ tag }) => tag as DeliveryId)
  const reply = await door.call('push.arrived', { as: null, input: { deliveries } }).catch(() => undefined)
  if (!reply?.ok) return
  const arrived = new Set<string>(reply.data.arrived)
  for (const one of shown) if (arrived.has(one.tag)) one.close()
}

/** Something rang: where the app is before somebody's eyes, it may have been read before it rang. */
export async function quietenWhereSeen(): Promise<void> {
  const windows = await self.clients.matchAll({ type: 'window' })
  if (windows.some(({ visibilityState }) => visibilityState === 'visible')) await quieten()
}
