import { self } from '$app/service-worker'
import { isSwitchedOn } from '#lib/shell/push/kept.ts'
import { subscribeHere } from '#lib/shell/push/subscribe.ts'

/** The gateway is told that this device is still there, and where. Without a session there is nobody to tell it for. */
export async function renew(): Promise<void> {
  if (Notification.permission !== 'granted' || !(await isSwitchedOn())) return
  const { userAgent, maxTouchPoints = 0 } = self.navigator as Navigator & { maxTouchPoints?: number }
  await subscribeHere(self.registration, userAgent, maxTouchPoints).catch(() => undefined)
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
