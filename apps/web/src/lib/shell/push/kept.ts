const cacheName = 'morgenkreis-device'
const mark = '/push'

/** Whether this device was switched on: kept where the service worker sees it, too. The logout wipes it. */
export async function isSwitchedOn(): Promise<boolean> {
  return (await (await caches.open(cacheName)).match(mark)) !== undefined
}

export async function keepSwitchedOn(on: boolean): Promise<void> {
  const cache = await caches.open(cacheName)
  if (on) await cache.put(mark, new Response('on'))
  else await cache.delete(mark)
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
