import { httpDoor } from '@morgenkreis/client'
import type { DeviceKind, PushDevice, RefusalCode, SubscriptionId } from '@morgenkreis/protocol'

export const door = httpDoor({ origin: '' })

/** What kind of device this is, for the own list of them. */
export function kindOf(userAgent: string, touchPoints = 0): DeviceKind {
  if (/iPhone|iPad|iPod/.test(userAgent)) return 'ios'
  // An iPad says that it is a Mac; no Mac is touched.
  if (/Macintosh/.test(userAgent)) return touchPoints > 1 ? 'ios' : 'mac'
  if (/Android/.test(userAgent)) return 'android'
  if (/Windows/.test(userAgent)) return 'windows'
  return /Linux|CrOS/.test(userAgent) ? 'linux' : 'other'
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (sign) => sign.charCodeAt(0))
}

/** The subscription of this browser under the installation's key: the one that is there, or a new one. */
async function subscriptionOf({ pushManager }: ServiceWorkerRegistration, key: string): Promise<PushSubscription> {
  const wanted = { userVisibleOnly: true, applicationServerKey: bytesOf(key) }
  try {
    return await pushManager.subscribe(wanted)
  } catch (error) {
    // It subscribed under another key, of an installation that was made anew.
    if (!(error instanceof DOMException) || error.name !== 'InvalidStateError') throw error
    await (await pushManager.getSubscription())?.unsubscribe()
    return pushManager.subscribe(wanted)
  }
}

/** The browser in which somebody is told, as it describes itself. */
interface Browser {
  readonly userAgent: string
  readonly maxTouchPoints?: number
}

/**
 * Subscribes this browser, and tells the gateway: the device as it is known there, or why not; throws what the browser throws.
 * With `renews` only where that is still a device of who is signed in.
 */
export async function subscribeHere(
  registration: ServiceWorkerRegistration,
  { userAgent, maxTouchPoints = 0 }: Browser,
  renews?: SubscriptionId,
): Promise<PushDevice | RefusalCode> {
  const answer = await door.call('push.key', { as: null, input: {} })
  if (!answer.ok) return answer.error.code
  if (answer.data.key === null) return 'invalid'
  const { endpoint = '', keys } = (await subscriptionOf(registration, answer.data.key)).toJSON()
  const input = {
    endpoint,
    keys: { p256dh: keys?.['p256dh'] ?? '', auth: keys?.['auth'] ?? '' },
    kind: kindOf(userAgent, maxTouchPoints),
    ...(renews !== undefined && { renews }),
  }
  const reply = await door.call('push.subscribe', { as: null, input })
  return reply.ok ? reply.data : reply.error.code
}
