import type { PushDevice } from '@morgenkreis/sandbox'
import type { Page, Worker } from 'playwright-core'
import type { Window } from './window.ts'

/**
 * In pages: a browser without a window has no push service of its maker, and nowhere to show a notification. Ours stands in
 * for the one, and the person says yes.
 */
export function vendor(subscription: PushDevice['subscription']) {
  const there = { toJSON: () => subscription, unsubscribe: async () => true }
  Object.assign(PushManager.prototype, { subscribe: async () => there, getSubscription: async () => there })
  Object.defineProperty(Notification, 'permission', { get: () => 'granted' })
  Notification.requestPermission = async () => 'granted'
  // Without a desktop there are no icons, either.
  Object.assign(navigator, { clearAppBadge: async () => undefined })
}

interface Shown extends NotificationOptions {
  title: string
  close(): void
}

export interface Scope {
  readonly registration: ServiceWorkerRegistration
  readonly navigator: Navigator
  readonly clients: object
  shown?: Shown[]
  rung?: number
  badge?: number
  opened?: string
}

/** In the worker: what it shows lies in a list instead of on a screen, one of each tag. */
function screenOf() {
  const scope = globalThis as typeof globalThis & Scope
  scope.shown ??= []
  scope.rung ??= 0
  const list = scope.shown
  const close = (tag: string | undefined) => {
    const at = list.findIndex((one) => one.tag === tag)
    if (at >= 0) list.splice(at, 1)
  }
  Object.assign(scope.navigator, { setAppBadge: async (many: number) => void (scope.badge = many) })
  Object.assign(scope.registration, {
    getNotifications: async () => list,
    showNotification: async (title: string, options: NotificationOptions) => {
      close(options.tag)
      list.push({ ...options, title, close: () => close(options.tag) })
      scope.rung = (scope.rung ?? 0) + 1
    },
  })
}

export async function workerOf({ context }: Window): Promise<Worker> {
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'))
  await worker.evaluate(screenOf)
  return worker
}

/** Everything that the worker shows now. */
export const shown = async (window: Window) =>
  (await workerOf(window)).evaluate(async () => {
    const scope = globalThis as typeof globalThis & Scope
    return (await scope.registration.getNotifications()).map(({ title, body, tag }) => ({ title, body, tag }))
  })

/** As the browser does when its push service sends something. */
export async function delivered(window: Window, data: string): Promise<void> {
  await workerOf(window)
  const { origin } = new URL(window.page.url())
  const devtools = await window.context.newCDPSession(window.page)
  const found = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [own] = registrations.filter(({ scopeURL }) => scopeURL === `${origin}/`)
      if (own !== undefined) resolve(own.registrationId)
    })
  })
  await devtools.send('ServiceWorker.enable')
  const registrationId = await found
  await devtools.send('ServiceWorker.deliverPushMessage', { origin: `${origin}/`, registrationId, data })
  await devtools.detach()
}

/** A finger taps the newest notification. */
export async function tapped(window: Window): Promise<void> {
  const worker = await workerOf(window)
  await worker.evaluate(async () => {
    const scope = globalThis as typeof globalThis & Scope
    const [notification] = await scope.registration.getNotifications()
    const event = new Event('notificationclick') as Event & { waitUntil: unknown; notification: unknown }
    Object.assign(event, { notification, waitUntil: () => undefined })
    scope.dispatchEvent(event)
  })
}

/** As the browser does when its push service has given the device another address; waits until the worker is done with it. */
export async function renewed(window: Window, { subscription }: PushDevice): Promise<void> {
  const worker = await workerOf(window)
  await worker.evaluate(vendor, subscription)
  await worker.evaluate(async () => {
    let done: Promise<unknown> | undefined
    const waitUntil = (work: Promise<unknown>) => (done = work)
    globalThis.dispatchEvent(Object.assign(new Event('pushsubscriptionchange'), { waitUntil }))
    await done
  })
}

export const isReady = (page: Page) => page.evaluate(async () => (await navigator.serviceWorker.ready).active !== null)
