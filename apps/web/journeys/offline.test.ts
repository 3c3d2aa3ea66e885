import { afterAll, expect, test } from 'vitest'
import { apfelhof, demoPassword, sonnen } from '@morgenkreis/world'
import { commentIn, composerOf, gone, seen, words } from './acts.ts'
import { emailOf, emre, paul, paula } from './cast.ts'
import { onDevice } from './device.ts'
import { House } from './house.ts'
import type { Window } from './window.ts'

const { sending } = words.comments
const { connection } = words.shell
/** What the line says, without the age of what is shown. */
const lineOf = (said: string) => said.split('.')[0] ?? ''
const offline = lineOf(connection.offline({ since: '' }))

const house = await House.open()
afterAll(() => house.close())
const atPaula = await house.window(paula.person)
const atPaul = await house.window(paul.person)
let announcement: string

/** A new announcement, open in both windows. */
async function both(title: string) {
  const published = await house.announce(emre, { facility: apfelhof, groups: [sonnen], title, text: 'Wer kommt mit?' })
  announcement = published.id
  await Promise.all([atPaula, atPaul].map((window) => window.goto(`/post/${announcement}`)))
}

/** The line that says how many wait. */
const waiting = (page: Window['page'], count: number) =>
  page.getByRole('status').filter({ hasText: connection.waiting({ since: '', count }).replace(/^.*\. (?=\d)/, '') })

test('[offline-01] what was acknowledged before waits, says so, and is sent once when the network is back', async () => {
  await both('Ausflug zum Teich')
  const { page, context } = atPaula
  const composer = composerOf(page)
  await composer.text.fill('Wir kommen mit.')
  await composer.tick.check()
  // Two tabs have one outbox.
  const other = await context.newPage()
  await other.goto('/heute')
  await context.setOffline(true)
  await seen(page.getByRole('status').filter({ hasText: offline }))
  await composer.send.click()
  const own = commentIn(page, 'Wir kommen mit.')
  await seen(own.filter({ hasText: sending.sending }))
  await seen(waiting(page, 1))
  await seen(own.filter({ hasText: sending.waiting }))
  expect(await house.rows('comments', { announcement })).toBe(0)

  await context.setOffline(false)
  await seen(own.filter({ hasText: sending.stored }))
  await gone(page.getByRole('status').filter({ hasText: offline }))
  await seen(commentIn(atPaul.page, 'Wir kommen mit.'))
  await gone(other.getByRole('status').filter({ hasText: offline }))
  expect(await house.rows('comments', { announcement })).toBe(1)
  await seen(own)
  await other.close()
})

test('[D-05] without a connection nobody can say who reads along: the text stays a draft', async () => {
  const { page, context } = atPaula
  const composer = composerOf(page)
  await seen(composer.tick)
  await composer.text.fill('Erster.')
  await composer.tick.check()
  await context.setOffline(true)
  await seen(page.getByRole('status').filter({ hasText: offline }))
  await composer.send.click()
  await seen(waiting(page, 1))
  // The acknowledgement was for that comment; for the next one there is none, and none can be had.
  await composer.text.fill('Zweiter.')
  await composer.send.click()
  await seen(composer.alert.filter({ hasText: words.composer.audienceUnknown }))
  await gone(composer.tick)
  expect(await composer.text.inputValue()).toBe('Zweiter.')

  await context.setOffline(false)
  await seen(commentIn(atPaul.page, 'Erster.'))
  await seen(composer.tick)
  expect(await composer.tick.isChecked()).toBe(false)
  expect(await composer.text.inputValue()).toBe('Zweiter.')
  expect(await house.rows('comments', { announcement })).toBe(2)
})

test('[offline-02] what waits survives the window: another one sends it, once', async () => {
  await both('Ausflug zum Bach')
  const { page, context } = atPaula
  const composer = composerOf(page)
  await composer.text.fill('Mit Gummistiefeln?')
  await composer.tick.check()
  await context.setOffline(true)
  await seen(page.getByRole('status').filter({ hasText: offline }))
  await composer.send.click()
  await seen(waiting(page, 1))
  await page.goto('about:blank')
  await context.setOffline(false)
  await atPaula.goto('/heute')
  await seen(commentIn(atPaul.page, 'Mit Gummistiefeln?'))
  await atPaula.goto(`/post/${announcement}`)
  await seen(commentIn(page, 'Mit Gummistiefeln?'))
  expect(await house.rows('comments', { announcement })).toBe(1)
})

test('[offline-03] a draft survives loading anew, and is gone once it was sent', async () => {
  await both('Ausflug zum Wald')
  const { page } = atPaula
  await composerOf(page).text.fill('Ich überlege noch')
  await atPaula.goto(`/post/${announcement}`)
  await expect.poll(() => composerOf(page).text.inputValue()).toBe('Ich überlege noch')
  await composerOf(page).tick.check()
  await composerOf(page).send.click()
  await seen(commentIn(page, 'Ich überlege noch').filter({ hasText: sending.stored }))
  await atPaula.goto(`/post/${announcement}`)
  await seen(commentIn(page, 'Ich überlege noch'))
  expect(await composerOf(page).text.inputValue()).toBe('')
})

test('[offline-04] a draft survives a session that ended, and the sign-in leads back to it', async () => {
  const { page, context } = atPaula
  await composerOf(page).text.fill('Darf die Oma mit?')
  await house.endSession(await context.cookies())
  await seen(page.getByRole('status').filter({ hasText: connection.ended }))
  await page.getByRole('link', { name: connection.signIn }).click()
  await page.getByLabel(words.sessions.email).fill(emailOf('paula'))
  await page.getByLabel(words.sessions.password).fill(demoPassword)
  await page.getByRole('button', { name: words.sessions.submit }).click()
  await page.waitForURL(`**/post/${announcement}`)
  await expect.poll(() => composerOf(page).text.inputValue()).toBe('Darf die Oma mit?')
  await composerOf(page).tick.check()
  await composerOf(page).send.click()
  await seen(commentIn(atPaul.page, 'Darf die Oma mit?'))
  expect(await house.rows('comments', { announcement })).toBe(2)
})

test('[offline-05, K-37] what one person left on a device is not shown to the next one', async () => {
  const { page, context } = atPaula
  await composerOf(page).text.fill('Nur für mich.')
  await house.endSession(await context.cookies())
  await seen(page.getByRole('status').filter({ hasText: connection.ended }))
  await page.getByRole('link', { name: connection.signIn }).click()
  await page.getByLabel(words.sessions.email).fill(emailOf('paul'))
  await page.getByLabel(words.sessions.password).fill(demoPassword)
  await page.getByRole('button', { name: words.sessions.submit }).click()
  await page.waitForURL(`**/post/${announcement}`)
  await atPaula.goto(`/post/${announcement}`)
  expect(await composerOf(page).text.inputValue()).toBe('')
  expect(await onDevice(page)).not.toContain('Nur für mich.')
})

test('[offline-06] the logout wipes what was kept on the device', async () => {
  const { page, context } = atPaula
  await composerOf(page).text.fill('Noch ein Entwurf.')
  const composer = composerOf(page)
  await composer.tick.check()
  await context.setOffline(true)
  await seen(page.getByRole('status').filter({ hasText: offline }))
  await composer.send.click()
  await seen(waiting(page, 1))
  await composer.text.fill('Und noch einer.')
  expect(await onDevice(page)).toContain('Noch ein Entwurf.')
  expect(await onDevice(page)).toContain('Und noch einer.')
  await page.goto('about:blank')
  await context.setOffline(false)
  // Nothing of it is sent before: no script runs.
  await page.route('**/_app/**', (route) => route.abort())
  await page.goto('/mehr')
  await page.getByRole('button', { name: words.sessions.logout }).click()
  await page.waitForURL('**/anmelden')
  await expect.poll(() => onDevice(page)).toBe('')
  expect(atPaula.wrong.splice(0).filter((what) => !what.includes('dynamically imported module'))).toEqual([])
})
