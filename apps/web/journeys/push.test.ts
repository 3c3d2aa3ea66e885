import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PushOrigin, type PushDevice } from '@morgenkreis/sandbox'
import { apfelhof, sonnen } from '@morgenkreis/world'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { composerOf, gone, push, seen, words } from './acts.ts'
import { violations } from './axe.ts'
import { emre, forestDay, paul, paula } from './cast.ts'
import { House } from './house.ts'
import { delivered, isReady, renewed, shown, tapped, vendor, workerOf, type Scope } from './ringing.ts'
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

const { here } = push
const button = (page: Page, name: string) => page.getByRole('button', { name })
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

test('[D-06] what is read in the app needs no notification any more, and what is not keeps it', async () => {
  const { page } = atPaula
  const newest = async () => JSON.parse(await house.notificationOf(paula.person)) as { category: string; id: string }
  const tell = async (title: string) => {
    const before = await newest()
    const { id } = await house.announce(emre, { facility: apfelhof, groups: [sonnen], title, text: 'Siehe oben.' })
    await expect.poll(newest, { timeout: 30_000 }).not.toEqual(before)
    const told = await newest()
    await delivered(atPaula, JSON.stringify(told))
    return { id, tag: told.id }
  }
  const [read, other] = [await tell('Wird gelesen'), await tell('Bleibt liegen')]
  const tags = async () => (await shown(atPaula)).map(({ tag }) => tag)
  await expect.poll(tags).toEqual([read.tag, other.tag])
  await atPaula.show(`/post/${read.id}`)
  await seen(page.getByRole('heading', { name: 'Wird gelesen' }))
  await expect.poll(tags, { timeout: 10_000 }).toEqual([other.tag])
  await atPaula.show(`/post/${other.id}`)
  await expect.poll(tags, { timeout: 10_000 }).toEqual([])
})

test('[push-08, K-08] of a thread in which much is said there is one notification, and it leads there', async () => {
  const { page } = atPaula
  // In the evening it is quiet: what is to be told lies in the database, whether or not it may ring now.
  const worker = await workerOf(atPaula)
  const rung = () => worker.evaluate(() => (globalThis as typeof globalThis & Scope).rung ?? 0)
  const toTell = () => house.rows('deliveries', { person: paula.person, category: 'comments' })
  for (const [n, text] of ['Wer fährt mit?', 'Wir.', 'Ich habe zwei Plätze.'].entries()) {
    await house.comment(paul, forestDay, text)
    await expect.poll(toTell, { timeout: 30_000 }).toBe(n + 1)
    const before = await rung()
    await delivered(atPaula, await house.notificationOf(paula.person))
    await expect.poll(rung, { timeout: 10_000 }).toBe(before + 1)
    expect(await shown(atPaula)).toMatchObject([{ title: 'Neuer Kommentar' }])
  }
  await tapped(atPaula)
  await page.waitForURL(`**/post/${forestDay}`)
  await seen(page.getByText('Ich habe zwei Plätze.'))
  expect(await shown(atPaula)).toEqual([])
})

test('[push-08, K-41] a comment that is read in the app, or is gone again, needs no notification any more', async () => {
  const told = async (text: string, many: number) => {
    await atPaula.show('/heute')
    const { id } = await house.comment(paul, forestDay, text)
    await expect.poll(() => house.rows('deliveries', { person: paula.person, category: 'comments' })).toBe(many)
    await delivered(atPaula, await house.notificationOf(paula.person))
    await expect.poll(() => shown(atPaula), { timeout: 10_000 }).toMatchObject([{ title: 'Neuer Kommentar' }])
    return id
  }
  await told('Treffpunkt ist das Tor.', 4)
  await atPaula.show(`/post/${forestDay}`)
  await atPaula.page.getByText('Treffpunkt ist das Tor.').scrollIntoViewIfNeeded()
  await expect.poll(() => shown(atPaula), { timeout: 15_000 }).toEqual([])
  const comment = await told('Versehen.', 5)
  await house.act(paul, 'comment.remove', { comment })
  await expect.poll(() => shown(atPaula), { timeout: 15_000 }).toEqual([])
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

test('[push-07] what a proxy says for a gateway that is away is no page: as without a network', async () => {
  const { page } = atPaula
  await atPaula.show('/mehr')
  const worker = await workerOf(atPaula)
  await worker.evaluate(async () => {
    const scope = globalThis as typeof globalThis & Scope
    await scope.registration.navigationPreload.disable()
    Object.assign(scope, { asked: scope.fetch, fetch: async () => new Response('', { status: 502 }) })
  })
  await page.goto('/mehr/konto')
  await seen(page.getByRole('heading', { name: push.offline.title }))
  await worker.evaluate(async () => {
    const scope = globalThis as typeof globalThis & Scope & { asked: typeof fetch }
    scope.fetch = scope.asked
    await scope.registration.navigationPreload.enable()
  })
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

test('[push-07] what was written and is kept nowhere is named before a new version is loaded', async () => {
  const window = await house.window(paula.person)
  const { page } = window
  await window.show('/mehr/konto')
  const field = page.locator('main input[type=password]')
  await field.fill('halb geschrieben')
  await page.route('**/_app/version.json', (route) => route.fulfill({ json: { version: 'a newer one' } }))
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))
  await button(page, push.update.reload).click()
  await seen(page.getByText(push.update.unsent))
  expect(await field.inputValue()).toBe('halb geschrieben')
  await button(page, push.update.anyway).click()
  await expect.poll(() => field.inputValue()).not.toBe('halb geschrieben')
})

test('[push-06] a page that is open goes by itself where a notification leads; one that does not answer is left alone', async () => {
  const { page } = atPaula
  await atPaula.show('/mehr')
  const tried = JSON.stringify({ category: 'test', id: 'x' })
  await (await workerOf(atPaula)).evaluate(() => (globalThis as typeof globalThis & Scope).shown?.splice(0))
  await delivered(atPaula, tried)
  await expect.poll(() => shown(atPaula)).not.toEqual([])
  await tapped(atPaula)
  await page.waitForURL('**/mehr/mitteilungen')
  // Nobody listens there, as on a page that sleeps.
  await page.goto('/icons/mark-192.png')
  await delivered(atPaula, tried)
  await expect.poll(() => shown(atPaula)).not.toEqual([])
  const worker = await workerOf(atPaula)
  await worker.evaluate(() => {
    const scope = globalThis as typeof globalThis & Scope
    Object.assign(scope.clients, { openWindow: async (path: string) => void (scope.opened = path) })
  })
  await tapped(atPaula)
  const openedAt = () => worker.evaluate(() => (globalThis as typeof globalThis & Scope).opened)
  await expect.poll(openedAt, { timeout: 10_000 }).toBe('/mehr/mitteilungen')
  expect(new URL(page.url()).pathname).toBe('/icons/mark-192.png')
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
  await atPaula.context.addInitScript(() => {
    Object.assign(navigator, { clearAppBadge: async () => sessionStorage.setItem('badge', 'cleared') })
  })
  await button(page, words.sessions.logout).click()
  await page.waitForURL('**/anmelden')
  await expect.poll(() => page.evaluate(() => sessionStorage.getItem('badge')), { timeout: 10_000 }).toBe('cleared')
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
