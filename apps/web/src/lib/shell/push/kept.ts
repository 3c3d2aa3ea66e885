import type { SubscriptionId } from '@morgenkreis/protocol'

const cacheName = 'morgenkreis-device'
const mark = '/push'

/**
 * As what this device was switched on; undefined where it was not. Kept where the service worker sees it, too: the logout wipes
 * it, and for another person it stands for nothing.
 */
export async function keptSubscription(): Promise<SubscriptionId | undefined> {
  const kept = await (await caches.open(cacheName)).match(mark)
  return (await kept?.text()) as SubscriptionId | undefined
}

export async function keepSubscription(id: SubscriptionId): Promise<void> {
  await (await caches.open(cacheName)).put(mark, new Response(id))
}

/** Switched off, unless it was switched on anew meanwhile. */
export async function forgetSubscription(
  id: SubscriptionId,
  { pushManager }: ServiceWorkerRegistration,
): Promise<void> {
  if ((await keptSubscription()) !== id) return
  await (await caches.open(cacheName)).delete(mark)
  await (await pushManager.getSubscription())?.unsubscribe()
}

const turnedDown = 'push-offer'

/** The offer was turned down on this device. */
export function offerTurnedDown(): boolean {
  try {
    return localStorage.getItem(turnedDown) !== null
  } catch {
    return true
  }
}

export function turnOfferDown(): void {
  try {
    localStorage.setItem(turnedDown, 'no')
  } catch {
    // The browser keeps nothing, and so the offer is not made at all.
  }
}
