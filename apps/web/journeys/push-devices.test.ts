import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PushOrigin } from '@morgenkreis/sandbox'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { gone, push, seen, words } from './acts.ts'
import { paul, paula } from './cast.ts'
import { House } from './house.ts'
import { isReady, renewed, vendor } from './ringing.ts'
import type { Window } from './window.ts'

let folder: string
let origin: PushOrigin
let house: House
let atPaula: Window

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'morgenkreis-push-'))
  origin = await PushOrigin.start()
  const ca = join(folder, 'ca.pem')
  await writeFile(ca, origin.ca)
  house = await House.open({ PUSH_ORIGINS: origin.origin, PUSH_CA_FILE: ca })
  atPaula = await house.window(paula.person, { worker: true })
  await atPaula.context.addInitScript(vendor, origin.device().subscription)
})
afterAll(async () => {
  await house.close()
  await origin.close()
  await rm(folder, { recursive: true, force: true })
})

const { here } = push
const button = (page: Page, name: string) => page.getByRole('button', { name })
const subscriptions = (person: string) => house.rows('subscriptions', { person })

async function switchOn(window: Window) {
  const { page } = window
  await window.show('/mehr/mitteilungen')
  expect(await isReady(page)).toBe(true)
  await button(page, here.switchOn).click()
  await seen(page.getByText(here.on))
}

test('[push-09, K-95] switched off in the list, on this device or on another, a device stays so', async () => {
  const { page } = atPaula
  await switchOn(atPaula)
  await page.getByRole('button', { name: push.devices.removeOf({ device: push.devices.kinds.linux }) }).click()
  await seen(page.getByText(here.off))
  await renewed(atPaula, origin.device())
  expect(await subscriptions(paula.person)).toBe(0)
  await switchOn(atPaula)
  const { devices } = await house.act(paula, 'push.list', {})
  await house.act(paula, 'push.unsubscribe', { subscription: devices[0]!.id })
  await renewed(atPaula, origin.device())
  expect(await subscriptions(paula.person)).toBe(0)
})

test('[K-08, K-95] who signs in where somebody else had a device switched on has none', async () => {
  await switchOn(atPaula)
  const cookies = await atPaula.context.cookies()
  const session = cookies.find(({ name }) => name === 'morgenkreis')!
  await atPaula.context.addCookies([{ ...session, value: await house.tokenOf(paul.person) }])
  await atPaula.show('/heute')
  await renewed(atPaula, origin.device())
  expect(await subscriptions(paul.person)).toBe(0)
  await atPaula.context.addCookies([session])
})

test('[push-06] a device that its push service has forgotten can be switched on again', async () => {
  const { page } = atPaula
  await atPaula.show('/mehr/mitteilungen')
  const cookies = await atPaula.context.cookies()
  await atPaula.context.clearCookies()
  await button(page, here.test).click()
  await seen(page.getByText(words.refusals.unauthenticated))
  await gone(page.getByText(push.tested.gone))
  await atPaula.context.addCookies(cookies)
  origin.answer = () => ({ status: 410 })
  await button(page, here.test).click()
  await seen(page.getByText(push.tested.gone))
  origin.answer = () => ({ status: 201 })
  await button(page, here.switchOn).click()
  await seen(page.getByText(here.on))
})

test('[push-06] after a logout it is offered again, although the browser allows it already', async () => {
  const { page } = atPaula
  await atPaula.show('/mehr')
  await button(page, words.sessions.logout).click()
  await page.waitForURL('**/anmelden')
  const session = { name: 'morgenkreis', value: await house.tokenOf(paula.person), url: house.origin }
  await atPaula.context.addCookies([session])
  await atPaula.show('/heute')
  await seen(page.getByText(push.offer.lead))
})
