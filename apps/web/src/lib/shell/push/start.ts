import { kept } from './kept.ts'
import { subscribeHere } from './subscribe.ts'

/** Loaded after the first paint, where notifications were allowed: says at each start that this device is still there. */
export async function sayThatItIsHere(): Promise<void> {
  // Whoever has the app before their eyes needs no number on its icon.
  const clear = () => document.visibilityState === 'visible' && void navigator.clearAppBadge?.()
  clear()
  document.addEventListener('visibilitychange', clear)
  if (kept().get() !== 'on') return
  const registration = await navigator.serviceWorker.ready
  await subscribeHere(registration, navigator.userAgent, navigator.maxTouchPoints).catch(() => undefined)
}
