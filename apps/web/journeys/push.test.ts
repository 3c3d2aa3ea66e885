import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PushOrigin, type PushDevice } from '@morgenkreis/sandbox'
import { apfelhof, sonnen } from '@morgenkreis/world'
import type { Page, Worker } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { composerOf, gone, push, seen, words } from './acts.ts'
import { violations } from './axe.ts'
import { emre, forestDay, paul, paula } from './cast.ts'
import { House } from './house.ts'
import { smallTargets } from './targets.ts'
import { iphone, type Window } from './window.ts'

let folder: string
let origin: PushOrigin
let house: House
let atPaula: Window
let device: PushDevice

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'morgenkreis-push-'))
  origin = await PushOrigin.start()
  const ca = join(folder, 'ca.pem')
  await writeFile(ca, origin.ca)
  house = await House.open({ PUSH_ORIGINS: origin.origin, PUSH_CA_FILE: ca })
  device = origin.device()
  atPaula = await house.window(paula.person, { worker: true })
  await atPaula.context.addInitScript(vendor, device.subscription)
})
afterAll(async () => {
  await house.close()
  await origin.close()
  await rm(folder, { recursive: true, force: true })
})

/**
 * In pages: a browser without a window has no push service of its maker, and nowhere to show a notification. Ours stands in
 * for the one, and the person says yes.
 */
function vendor(subscription: PushDevice['subscription']) {
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

interface Scope {
  readonly registration: ServiceWorkerRegistration
  readonly navigator: Navigator
  shown?: Shown[]
  rung?: number
  badge?: number
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

async function workerOf({ context }: Window): Promise<Worker> {
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'))
  await worker.evaluate(screenOf)
  return worker
}

const { here } = push
const button = (page: Page, name: string) => page.getByRole('button', { name })
const isReady = (page: Page) => page.evaluate(async () => (await navigator.serviceWorker.ready).active !== null)

/** Everything that the worker shows now. */
const shown = async (window: Window) =>
  (await workerOf(window)).evaluate(async () => {
    const scope = globalThis as typeof globalThis & Scope
    return (await scope.registration.getNotifications()).map(({ title, body, tag }) => ({ title, body, tag }))
  })

/** As the browser does when its push service sends something. */
async function delivered(window: Window, data: string): Promise<void> {
  await workerOf(window)
  const devtools = await window.context.newCDPSession(window.page)
  const found = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [own] = registrations.filter(({ scopeURL }) => scopeURL.startsWith(house.origin))
      if (own !== undefined) resolve(own.registrationId)
    })
  })
  await devtools.send('ServiceWorker.enable')
  const registrationId = await found
  await devtools.send('ServiceWorker.deliverPushMessage', { origin: `${house.origin}/`, registrationId, data })
  await devtools.detach()
}

/** A finger taps the newest notification. */
async function tapped(window: Window): Promise<void> {
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
async function renewed(window: Window, { subscription }: PushDevice): Promise<void> {
  const worker = await workerOf(window)
  await worker.evaluate(vendor, subscription)
  await worker.evaluate(async () => {
    let done: Promise<unknown> | undefined
    const waitUntil = (work: Promise<unknown>) => (done = work)
    globalThis.dispatchEvent(Object.assign(new Event('pushsubscriptionchange'), { waitUntil }))
    await done
  })
}

test('[K-95, push-06] nobody is asked on load; after the first real item there is an offer, that can be turned down', async () => {
  const window = await house.window(paul.person, { worker: true })
  await window.context.addInitScript(() => {
    const counted = globalThis as typeof globalThis & { asked: number }
    counted.asked = 0
    Notification.requestPermission = async () => {
      counted.asked += 1
      return 'default'
    }
    Object.defineProperty(Notification, 'permission', { get: () => 'default' })
  })
  const { page } = window
  for (const path of ['/post', `/post/${forestDay}`, '/mehr', '/mehr/mitteilungen', '/heute']) {
    await window.show(path)
    expect([path, await page.evaluate('asked')]).toEqual([path, 0])
  }
  await seen(page.getByText(push.offer.lead))
  await button(page, push.offer.no).click()
  await gone(page.getByText(push.offer.lead))
  await window.goto('/heute')
  await page.waitForTimeout(500)
  await gone(page.getByText(push.offer.lead))
})

test('[push-06] on an iPhone the way to the home screen stands before the question', async () => {
  const window = await house.window(paul.person, { userAgent: iphone })
  const { page } = window
  // In Safari's tabs there is nothing to ask; in the app that it becomes there is.
  await window.context.addInitScript(() => {
    for (const name of ['PushManager', 'Notification']) Reflect.deleteProperty(globalThis, name)
  })
  await window.show('/heute')
  await seen(page.getByText(push.offer.lead))
  await page.getByRole('link', { name: push.offer.yes, exact: true }).click()
  await page.waitForURL('**/mehr/mitteilungen')
  await seen(page.getByRole('heading', { name: push.install.title }))
  await gone(button(page, here.switchOn))
})

test('[D-06] a device is switched on, tried out, and listed', async () => {
  const { page } = atPaula
  await atPaula.show('/mehr/mitteilungen')
  await seen(page.getByText(here.off))
  expect(await isReady(page)).toBe(true)
  await button(page, here.switchOn).click()
  await seen(page.getByText(here.on))
  await seen(page.getByText(new RegExp(`, ${push.devices.here}$`)))
  await button(page, here.test).click()
  await seen(page.getByText(push.tested.taken))
  expect(origin.toldTo(device)).toMatchObject([{ category: 'test' }])
})

test('[N5] wishes are kept, by a form that works without scripts', async () => {
  const { page } = await house.window(paula.person, { scripts: false })
  await page.goto('/mehr/mitteilungen')
  await page.getByLabel(push.wishes.quietOn).check()
  await page.getByLabel(push.wishes.from, { exact: true }).fill('13:00')
  await page.getByLabel(push.wishes.to, { exact: true }).fill('13:00')
  await button(page, push.wishes.save).click()
  await seen(page.getByRole('alert'))
  await page.getByLabel(push.wishes.quietOn).check()
  await page.getByLabel(push.wishes.to, { exact: true }).fill('14:30')
  await button(page, push.wishes.save).click()
  await seen(page.getByText(push.wishes.saved))
  expect(await page.getByLabel(push.wishes.to, { exact: true }).inputValue()).toBe('14:30')
  await page.getByLabel(push.wishes.quietOn).uncheck()
  await button(page, push.wishes.save).click()
  await seen(page.getByText(push.wishes.saved))
})

test('[D-06, K-08] a push shows a fixed text, and leads to the thread', async () => {
  const { page } = atPaula
  const { id } = await house.announce(emre, {
    facility: apfelhof,
    groups: [sonnen],
    title: 'Morgen im Wald',
    text: 'Bitte feste Schuhe.',
  })
  const data = await house.notificationOf(paula.person)
  await delivered(atPaula, data)
  await expect.poll(() => shown(atPaula)).toMatchObject([{ title: 'Neue Mitteilung' }])
  expect(JSON.stringify(await shown(atPaula))).not.toMatch(/Wald|Schuhe|Emre/)
  const counted = async () =>
    (await workerOf(atPaula)).evaluate(() => {
      const { rung, badge } = globalThis as typeof globalThis & Scope
      return [rung, badge]
    })
  expect(await counted()).toEqual([1, 1])
  // Delivered twice, it is one notification.
  await delivered(atPaula, data)
  await expect.poll(counted).toEqual([2, 1])
  expect(await shown(atPaula)).toHaveLength(1)
  await tapped(atPaula)
  await page.waitForURL(`**/post/${id}`)
  await seen(page.getByRole('heading', { name: 'Morgen im Wald' }))
  expect(await shown(atPaula)).toEqual([])
})

test('[push-08, K-08] of a thread in which much is said there is one notification, and it leads there', async () => {
  const { page } = atPaula
  // In the evening it is quiet: what is to be told lies in the database, whether or not it may ring now.
  const toTell = () => house.rows('deliveries', { person: paula.person, category: 'comments' })
  for (const [n, text] of ['Wer fährt mit?', 'Wir.', 'Ich habe zwei Plätze.'].entries()) {
    await house.comment(paul, forestDay, text)
    await expect.poll(toTell, { timeout: 30_000 }).toBe(n + 1)
    await delivered(atPaula, await house.notificationOf(paula.person))
    await expect.poll(() => shown(atPaula)).toMatchObject([{ title: 'Neuer Kommentar' }])
  }
  await tapped(atPaula)
  await page.waitForURL(`**/post/${forestDay}`)
  await seen(page.getByText('Ich habe zwei Plätze.'))
  expect(await shown(atPaula)).toEqual([])
})

test('[push-06] what nobody understands still shows something', async () => {
  for (const data of [
    '',
    'nonsense',
    '{"category":"gossip","id":7}',
    '{"category":"__proto__","id":"x"}',
    '{"category":"comments","id":""}',
  ]) {
    await delivered(atPaula, data)
    await expect.poll(() => shown(atPaula)).toMatchObject([{ title: 'Neues in Ihrer Post' }])
  }
})

test('[push-07] the app can be installed: manifest, icons, shortcuts', async () => {
  const devtools = await atPaula.context.newCDPSession(atPaula.page)
  const { data = '{}', errors } = await devtools.send('Page.getAppManifest')
  expect(errors).toEqual([])
  const { icons, shortcuts, start_url, display } = JSON.parse(data) as {
    icons: { src: string; type: string }[]
    shortcuts: { url: string }[]
    start_url: string
    display: string
  }
  expect([start_url, display]).toEqual(['/heute', 'standalone'])
  for (const { src, type } of icons) {
    const answer = await fetch(`${house.origin}${src}`)
    expect([src, answer.status, answer.headers.get('content-type')]).toEqual([src, 200, type])
  }
  for (const { url } of shortcuts) {
    const answer = await atPaula.page.request.get(url)
    expect([url, answer.status()]).toEqual([url, 200])
  }
})

test('[push-07] without a network there is a page that says so, in the language and look of this device', async () => {
  const { page, context } = atPaula
  await atPaula.show('/mehr')
  await page.waitForTimeout(500)
  await context.setOffline(true)
  await page.goto('/mehr/konto')
  await seen(page.getByRole('heading', { name: push.offline.title }))
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).not.toBe(
    'rgba(0, 0, 0, 0)',
  )
  expect(await violations(page)).toEqual([])
  expect(await smallTargets(page)).toEqual([])
  await context.setOffline(false)
  await page.getByRole('link', { name: push.offline.retry }).click()
  await seen(page.getByRole('heading', { level: 1 }).filter({ hasNotText: push.offline.title }))
})

test('[push-07] a new version is announced, and loading it loses no draft', async () => {
  const window = await house.window(paula.person)
  const { page } = window
  await window.goto(`/post/${forestDay}`)
  await composerOf(page).text.fill('Halb geschr')
  await page.route('**/_app/version.json', (route) => route.fulfill({ json: { version: 'a newer one' } }))
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))
  await seen(page.getByText(push.update.text))
  await button(page, push.update.reload).click()
  await expect.poll(() => composerOf(page).text.inputValue()).toBe('Halb geschr')
  await composerOf(page).text.fill('')
})

test('[push-09] switched off, a device stays so when its push service gives it another address', async () => {
  const { page } = atPaula
  await atPaula.show('/mehr/mitteilungen')
  await button(page, here.switchOff).click()
  await seen(page.getByText(here.off))
  await renewed(atPaula, origin.device())
  expect(await house.rows('subscriptions', { person: paula.person })).toBe(0)
  await button(page, here.switchOn).click()
  await seen(page.getByText(here.on))
})

test('[push-09] a push service gives the device another address: with no page’s help it is told there, and not where it was', async () => {
  const [moved, before] = [origin.device(), origin.toldTo(device).length]
  // No page is opened meanwhile: that alone would renew it.
  await renewed(atPaula, moved)
  const { devices } = await house.act(paula, 'push.list', {})
  expect(devices).toHaveLength(1)
  await house.act(paula, 'push.test', { subscription: devices[0]!.id })
  expect(origin.toldTo(moved)).toMatchObject([{ category: 'test' }])
  expect(origin.toldTo(device)).toHaveLength(before)
})

test('[K-56, offline-06, push-06] the logout wipes caches, databases and the subscription', async () => {
  const { page } = atPaula
  await atPaula.goto(`/post/${forestDay}`)
  await composerOf(page).text.fill('Nur für mich.')
  await expect.poll(() => house.rows('subscriptions', { person: paula.person })).toBe(1)
  await atPaula.show('/mehr')
  await button(page, words.sessions.logout).click()
  await page.waitForURL('**/anmelden')
  const kept = await page.evaluate(async () => {
    const texts = Object.entries({ ...localStorage }).map((entry) => entry.join('='))
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys())
        texts.push(request.url, (await (await cache.match(request))?.text()) ?? '')
    }
    const databases = (await indexedDB.databases()).map(({ name }) => name)
    return { databases, texts: texts.join('\n') }
  })
  expect(kept.databases).toEqual([])
  for (const word of ['Nur für mich', 'push-offer', '/push', 'Paula', paula.as, paula.person])
    expect(kept.texts).not.toContain(word)
  expect(await house.rows('subscriptions', { person: paula.person })).toBe(0)
})
