import { self } from '$app/service-worker'
import { forgetSubscription, keptSubscription } from '#lib/shell/push/kept.ts'
import { subscribeHere } from '#lib/shell/push/subscribe.ts'

/**
 * The gateway is told that this device is still there, and where. Without a session there is nobody to tell it for; switched off
 * elsewhere, or with somebody else signed in by now, it is off until a person switches it on here (K-95).
 */
export async function renew(): Promise<void> {
  const renews = await keptSubscription()
  if (Notification.permission !== 'granted' || renews === undefined) return
  const answer = await subscribeHere(self.registration, self.navigator, renews).catch(() => undefined)
  if (answer === 'not-found') await forgetSubscription(renews, self.registration)
}

const everyMs = 60 * 60 * 1000
let startedAt = -Infinity

/** Somebody opened the app: looked at once an hour, and once after every pause of the worker. */
export async function started(): Promise<void> {
  if (Notification.permission !== 'granted') return
  // Whoever has the app before their eyes needs no number on its icon.
  await self.navigator.clearAppBadge?.()
  if (performance.now() - startedAt < everyMs) return
  startedAt = performance.now()
  await renew()
}

/** Somebody is asked to sign in: who that will be is known with the next page. What rang for another is nothing to them. */
export async function signedOut(): Promise<void> {
  startedAt = -Infinity
  if (Notification.permission !== 'granted') return
  for (const shown of await self.registration.getNotifications()) shown.close()
  await self.navigator.clearAppBadge?.()
}
