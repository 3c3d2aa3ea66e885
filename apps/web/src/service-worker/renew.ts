import { self } from '$app/service-worker'
import { subscribeHere } from '#lib/shell/push/subscribe.ts'

/** The browser gave this device another address: the gateway is told. Where the session ended there is nobody to tell for. */
export async function renew(): Promise<void> {
  await subscribeHere(self.registration, self.navigator.userAgent).catch(() => undefined)
}
