import { demoPassword, children, conversations, idOf, sonnen, apfelhof } from '@morgenkreis/world'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { composerOf, gone, push, reporting, seen, talk, words } from './acts.ts'
import { violations } from './axe.ts'
import { anna, clara, emailOf, emre, forestDay, paul, paula } from './cast.ts'
import { copiesOn, onDevice } from './device.ts'
import { House } from './house.ts'

const chat = `/post/chat/${sonnen}`
const conversation = `/post/chat/${conversations[0]?.id}`
const announcement = `/post/${forestDay}`

const house = await House.open()
afterAll(() => house.close())
const atPaula = await house.window(paula.person, { worker: true })
const atEmre = await house.window(emre.person, { worker: true })
const atMirjam = await house.window(idOf('person', 102), { worker: true })
const { page, context } = atPaula

const within = { timeout: 30_000 }
const bubble = (text: string) => page.getByRole('log').locator('.bubble').filter({ hasText: text })
const line = page.getByRole('status').filter({ hasText: /Keine Verbindung\. Stand: Heute, \d+:\d\d Uhr\./ })
const before = await house.rows('messages', { thread: sonnen, author: paula.as })
const { sending } = words.comments
// Not the end of the words that it is on its way.
const stored = new RegExp(`(?<!Wird )${sending.stored}`)
const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(new Date())
const jonte = children.find(({ name }) => name === 'Jonte Wintergrün')!.id
const names = children.map(({ name }) => name)

/** Opens a page, and waits until its copy lies on the device. */
async function visit(path: string) {
  await atPaula.goto(path)
  await expect.poll(() => copiesOn(page), within).toContain(path)
}

async function say(text: string) {
  await page.getByLabel(talk.label).fill(text)
  await page.getByRole('button', { name: /senden$/ }).click()
}

test('[offline-07] opened without a network, the app shows the post and its threads as they were last seen, and how old that is', async () => {
  await visit('/post')
  await visit(announcement)
  await visit(chat)
  await say('Wer bringt Kürbisse mit?')
  await seen(bubble('Wer bringt Kürbisse mit?').filter({ hasText: stored }))
  // What came since is in the copy as soon as nobody looks at the page any more.
  const left = async () => {
    await hidden(page)
    return onDevice(page)
  }
  await expect.poll(left, within).toContain('Wer bringt Kürbisse mit?')
  await context.setOffline(true)
  await page.goto('/heute')
  await page.waitForURL('**/post')
  await seen(line)
  expect(await violations(page)).toEqual([])
  await page.getByRole('article').filter({ hasText: 'Waldtag am Donnerstag' }).getByRole('link').first().click()
  await page.waitForURL(`**${announcement}`)
  await seen(page.getByRole('heading', { name: 'Waldtag am Donnerstag' }))
  await seen(line)
  // Kit says so before it leaves the way to the browser.
  expect(atPaula.wrong.splice(0).filter((what) => !what.includes('Failed to fetch'))).toEqual([])
})

test('[offline-08, D-05] in an old state a comment stays a draft', async () => {
  const composer = composerOf(page)
  await composer.text.fill('Kommen wir mit?')
  await composer.send.click()
  await seen(composer.alert.filter({ hasText: words.composer.audienceUnknown }))
  await gone(composer.tick)
  await page.goto(announcement)
  await expect.poll(() => composer.text.inputValue()).toBe('Kommen wir mit?')
  await composer.text.fill('')
})

test('[offline-01, offline-08] in an old state a chat is written in; it leaves in order and once when the network is back', async () => {
  await page.goto(chat)
  await seen(bubble('Wer bringt Kürbisse mit?'))
  await seen(line)
  for (const text of ['Ich zwei.', 'Und Kerzen.']) await say(text)
  await seen(bubble('Und Kerzen.'))
  // The window is closed and opened again meanwhile.
  await page.goto('about:blank')
  await page.goto(chat)
  await seen(bubble('Und Kerzen.'))
  expect(await house.rows('messages', { thread: sonnen, author: paula.as })).toBe(before + 1)
  await context.setOffline(false)
  await gone(line)
  await expect.poll(() => house.rows('messages', { thread: sonnen, author: paula.as }), within).toBe(before + 3)
  for (const text of ['Ich zwei.', 'Und Kerzen.']) await seen(bubble(text).filter({ hasNotText: sending.sending }))
  // The page is read anew meanwhile, and may for a moment be older than what was just stored.
  const order = async () => {
    const said = await page.getByRole('log').locator('.bubble').allInnerTexts()
    return said.flatMap((one) => ['Ich zwei.', 'Und Kerzen.'].filter((text) => one.includes(text)))
  }
  await expect.poll(order, within).toEqual(['Ich zwei.', 'Und Kerzen.'])
})

test('[K-39, K-38, K-19] no health data, no child’s name, and nothing of any other page lies on the device', async () => {
  for (const module of ['sick-notes', 'absences'] as const)
    await house.act(anna, 'module.switch', { facility: apfelhof, module, on: true })
  await atPaula.goto('/melden')
  const { form } = reporting
  const notes = await house.rows('sick-notes', {})
  const { 'scarlet-fever': label } = reporting.illness.notifiable
  await page.getByLabel(form.illness, { exact: true }).selectOption({ label })
  await page.getByLabel(form.note).fill('Kanarienhusten seit gestern.')
  await page.getByRole('checkbox', { name: /^Ich bin ausdrücklich/ }).check()
  await page.getByRole('button', { name: form.send }).click()
  await seen(page.getByText(reporting.sending.arrived))
  expect(await house.rows('sick-notes', {})).toBe(notes + 1)
  await atPaula.goto('/heute')
  for (const path of ['/post', conversation, announcement, chat]) await visit(path)
  const kept = await onDevice(page)
  expect(kept).toContain('Wer bringt Kürbisse mit?')
  for (const word of [...names, 'Kimchen', 'Kanarienhusten']) expect([word, kept.includes(word)]).toEqual([word, false])
  expect(await copiesOn(page)).toEqual(['/post', announcement, chat, conversation].sort())
})

test('[K-38] nor on the device of staff, who read whose family it is that writes', async () => {
  for (const path of ['/post', conversation, '/heute']) {
    await atEmre.goto(path)
    await seen(atEmre.page.getByText('Kim Tannhof').first())
    await expect.poll(() => copiesOn(atEmre.page), within).toContain(path)
  }
  const kept = await onDevice(atEmre.page)
  for (const name of names) expect([name, kept.includes(name)]).toEqual([name, false])
})

test('[offline-09, K-20, K-38] Heute of staff lies on the device as signs that are here or away: no name, no illness, no reason', async () => {
  const { page: here } = atMirjam
  await atMirjam.goto('/heute')
  await seen(here.getByText('Kanarienhusten seit gestern.').first())
  await expect.poll(() => copiesOn(here), within).toEqual(['/heute'])
  // What is reported while the page is open is in the copy, whoever may read why.
  const before = await onDevice(here)
  await house.act(emre, 'absence.report', {
    children: [jonte],
    from: today,
    to: today,
    reason: 'holiday',
    note: 'Föhr',
  })
  await seen(here.getByText('Föhr').first())
  await expect.poll(() => onDevice(here), within).not.toBe(before)
  const kept = await onDevice(here)
  const why = ['Kanarienhusten', 'scarlet-fever', 'Scharlach', 'holiday', 'Urlaub', 'Föhr']
  for (const word of [...names, ...why]) expect([word, kept.includes(word)]).toEqual([word, false])
})

test('[offline-09] without a network it says how old it is, what is missing, and never passes yesterday off as today', async () => {
  const { page: here, context: tablet } = atMirjam
  await tablet.setOffline(true)
  const soon = Date.now() + 5 * 60_000
  await here.clock.setFixedTime(soon)
  await here.goto('/')
  await here.waitForURL('**/heute')
  const { kept, attendance } = reporting
  await seen(here.getByText(kept.lacks))
  const said = await here.getByText(/^Stand \d+:\d\d Uhr\.$/).innerText()
  expect(said).not.toBe(kept.at({ time: clockOf(soon) }))
  await seen(here.getByText(`Keine Verbindung. Stand: Heute, ${said.slice('Stand '.length)}`))
  const group = here.getByRole('article', { name: /^Sonnengruppe/ })
  for (const sign of ['kite', 'owl'] as const)
    await seen(group.getByRole('listitem').filter({ hasText: `${words.signs[sign]}${attendance.absent}` }))
  await gone(here.getByRole('link', { name: attendance.enter }))
  expect(await violations(here)).toEqual([])
  await here.clock.setFixedTime(soon + 24 * 60 * 60_000)
  await here.goto('/heute')
  await seen(here.getByText(/^Für heute ist auf diesem Gerät nichts gespeichert/))
  await gone(here.getByRole('article', { name: /^Sonnengruppe/ }))
  await here.clock.setFixedTime(Date.now())
  await tablet.setOffline(false)
  await seen(here.getByText('Föhr').first())
  await gone(here.getByText(/^Für heute/))
})

test('[offline-10] a network that takes the question and does not answer opens the old state, too, and the new one follows', async () => {
  await visit('/post')
  await visit(announcement)
  const composer = composerOf(page)
  await composer.text.fill('Wir bringen')
  let loads = 0
  await house.whileStuck(async () => {
    await page.goto(announcement, { waitUntil: 'commit' })
    await seen(line)
    await seen(page.getByRole('heading', { name: 'Waldtag am Donnerstag' }))
    // On the way within the app, too.
    await page.getByRole('link', { name: words.shell.post, exact: true }).first().click()
    await page.waitForURL('**/post')
    await seen(page.getByRole('article').filter({ hasText: 'Waldtag am Donnerstag' }))
    await seen(line)
    await page.goto(announcement, { waitUntil: 'commit' })
    await seen(line.getByRole('link', { name: words.shell.connection.reload }))
    await expect.poll(() => composer.text.inputValue()).toBe('Wir bringen')
    await composer.text.fill('Wir bringen Kastanien')
    loads = atPaula.loads
  })
  await gone(line)
  expect(await composer.text.inputValue()).toBe('Wir bringen Kastanien')
  expect(atPaula.loads).toBe(loads)
  await composer.text.fill('')
  expect(atPaula.wrong.splice(0).filter((what) => !what.includes('Failed to fetch'))).toEqual([])
})

test('[K-35] whoever was removed meanwhile finds nothing of the old state once the network has answered', async () => {
  const { page: there, context: phone } = atEmre
  await phone.setOffline(true)
  await there.goto(conversation)
  await seen(there.getByText('Keine Verbindung'))
  await house.act(anna, 'membership.remove', { membership: emre.as })
  await phone.setOffline(false)
  await there.waitForURL('**/anmelden**')
  await expect.poll(() => copiesOn(there), within).toEqual([])
})

test('[D-08] what is removed while the app runs lies in no copy, either', async () => {
  await visit(chat)
  await say('Nicht für die Ewigkeit.')
  const own = bubble('Nicht für die Ewigkeit.')
  await seen(own.filter({ hasText: stored }))
  await visit('/post')
  await expect.poll(() => onDevice(page), within).toContain('Nicht für die Ewigkeit.')
  const { messages } = await house.act(anna, 'message.list', { thread: sonnen as string as never })
  const message = messages.find((one) => 'text' in one && one.text === 'Nicht für die Ewigkeit.')
  await house.act(anna, 'message.remove', { message: message!.id })
  await expect.poll(() => onDevice(page), within).not.toContain('Nicht für die Ewigkeit.')
})

test('[K-79] the name of a deleted account lies in no copy of whoever has the app open, whichever page that is', async () => {
  const text = 'Bleibt ohne Namen stehen.'
  await visit(announcement)
  await house.comment(clara, forestDay, text)
  await seen(page.getByText(text).first())
  const left = async () => {
    await hidden(page)
    return onDevice(page)
  }
  await expect.poll(left, within).toContain(text)
  expect(await onDevice(page)).toContain(clara.name)
  await visit('/post')
  await house.act(clara, 'account.delete', { password: demoPassword })
  await expect.poll(() => onDevice(page), within).not.toContain(clara.name)
  expect(await copiesOn(page)).toContain(announcement)
  expect(await onDevice(page)).toContain(text)
})

test('[K-35, K-55] once the network says that the session is over, the old state is gone and the way leads to the sign-in', async () => {
  await visit(chat)
  await context.setOffline(true)
  await page.goto(chat)
  await seen(line)
  await house.endSession(await context.cookies())
  await context.setOffline(false)
  await page.waitForURL('**/anmelden?weiter=**')
  // The browser's word on a socket that is not let in.
  expect(atPaula.wrong.splice(0).filter((what) => !what.includes('response code: 400'))).toEqual([])
  await expect.poll(() => copiesOn(page), within).toEqual([])
  await context.setOffline(true)
  await page.goto(chat)
  await seen(page.getByRole('heading', { name: push.offline.title }))
  await context.setOffline(false)
})

test('[K-37, K-56, offline-05] another person who signs in finds nothing, and the logout wipes everything', async () => {
  await page.goto('/anmelden?weiter=/post')
  await page.getByLabel(words.sessions.email).fill(emailOf('paul'))
  await page.getByLabel(words.sessions.password).fill(demoPassword)
  await page.getByRole('button', { name: words.sessions.submit }).click()
  await page.waitForURL('**/post')
  await expect.poll(() => copiesOn(page), within).toEqual(['/post'])
  expect(await onDevice(page)).not.toContain(paula.as)
  expect(await onDevice(page)).toContain(paul.as)
  await atPaula.show('/mehr')
  await page.getByRole('button', { name: words.sessions.logout }).click()
  await page.waitForURL('**/anmelden')
  expect(await copiesOn(page)).toEqual([])
  expect(await onDevice(page)).not.toContain(paul.as)
})

const clockOf = (at: number) =>
  new Intl.DateTimeFormat('de-DE', { timeZone: 'Europe/Berlin', hour: 'numeric', minute: '2-digit' }).format(at)

/** As when the app goes into the background. */
const hidden = (shown: Page) =>
  shown.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' })
    document.dispatchEvent(new Event('visibilitychange'))
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'visible' })
  })
