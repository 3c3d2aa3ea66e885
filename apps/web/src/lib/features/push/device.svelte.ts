import type { OutputOf, PushDevice, RefusalCode } from '@morgenkreis/protocol'
import { forgetSubscription, keepSubscription, keptSubscription, offerTurnedDown } from '#lib/shell/push/kept.ts'
import { door, kindOf, subscribeHere } from '#lib/shell/push/subscribe.ts'

/** `install`: an iPhone or iPad, on which only the installed app may ask. */
export type DeviceState = 'looking' | 'impossible' | 'install' | 'denied' | 'off' | 'on'

const isIos = () => kindOf(navigator.userAgent, navigator.maxTouchPoints) === 'ios'
const isInstalled = () => matchMedia('(display-mode: standalone)').matches
const isAble = () => 'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis

const needsInstalling = () => isIos() && !isInstalled()

/** Whether this device could ring, at least once installed, and does not yet: then it may be offered. */
export async function isOfferable(): Promise<boolean> {
  if (offerTurnedDown()) return false
  if (needsInstalling()) return true
  if (!isAble() || Notification.permission === 'denied') return false
  // Allowed once, it is still off after a logout, and for whoever signs in here next.
  return Notification.permission === 'default' || (await keptSubscription()) === undefined
}

/** The device on which the page is open. */
export class Device {
  state: DeviceState = $state('looking')
  failed: RefusalCode | 'failed' | undefined = $state()
  tested: OutputOf<'push.test'>['outcome'] | 'tooSoon' | undefined = $state()
  busy = $state(false)
  #known: PushDevice | undefined = $state.raw()

  constructor(known: PushDevice | undefined) {
    this.#known = known
  }

  /** Asks nobody: neither the person nor a push service. */
  look(): void {
    if (needsInstalling()) this.state = 'install'
    else if (!isAble()) this.state = 'impossible'
    else if (Notification.permission === 'denied') this.state = 'denied'
    else this.state = this.#known !== undefined && Notification.permission === 'granted' ? 'on' : 'off'
  }

  /** Removed from the list, here or elsewhere, it is off: until the button switches it on. */
  async tidy(devices: readonly PushDevice[]): Promise<void> {
    if (!isAble()) return
    const kept = await keptSubscription()
    if (kept === undefined || devices.some(({ id }) => id === kept)) return
    await forgetSubscription(kept, await navigator.serviceWorker.ready)
  }

  async switchOn(): Promise<void> {
    await this.#while(async () => {
      if ((await Notification.requestPermission()) !== 'granted') return this.look()
      const registration = await navigator.serviceWorker.ready
      const answer = await subscribeHere(registration, navigator)
      if (typeof answer === 'string') this.failed = answer
      else {
        this.#known = answer
        await keepSubscription(answer.id)
      }
      this.look()
    })
  }

  async switchOff(): Promise<void> {
    await this.#while(async () => {
      const registration = await navigator.serviceWorker.ready
      await (await registration.pushManager.getSubscription())?.unsubscribe()
      if (this.#known !== undefined) {
        const reply = await door.call('push.unsubscribe', { as: null, input: { subscription: this.#known.id } })
        if (!reply.ok) this.failed = reply.error.code
      }
      await this.#forget()
      this.look()
    })
  }

  async test(): Promise<void> {
    const known = this.#known
    if (known === undefined) return
    await this.#while(async () => {
      const reply = await door.call('push.test', { as: null, input: { subscription: known.id } })
      if (reply.ok) this.tested = reply.data.outcome
      else if (reply.error.code === 'rate-limited') this.tested = 'tooSoon'
      else if (reply.error.code === 'not-found') this.tested = 'gone'
      else this.failed = reply.error.code
      if (this.tested !== 'gone') return
      await this.#forget()
      this.look()
    })
  }

  async #forget(): Promise<void> {
    const kept = await keptSubscription()
    if (kept !== undefined) await forgetSubscription(kept, await navigator.serviceWorker.ready)
    this.#known = undefined
  }

  async #while(act: () => Promise<void>): Promise<void> {
    if (this.busy) return
    this.busy = true
    this.failed = undefined
    this.tested = undefined
    await act().catch(() => (this.failed = 'failed'))
    this.busy = false
  }
}
