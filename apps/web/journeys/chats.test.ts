import { afterAll, expect, test } from 'vitest'
import { loadHolds, loadOutreach } from '@morgenkreis/words'
import type { ThreadId } from '@morgenkreis/protocol'
import { conversations, kim, sonnen } from '@morgenkreis/world'
import type { Page } from 'playwright-core'
import { gone, seen, talk, words } from './acts.ts'
import { anna, emre, paul, paula, sami } from './cast.ts'
import { House } from './house.ts'
import { tabTo } from './keyboard.ts'
import { desktop, type Window } from './window.ts'

const chat = `/post/chat/${sonnen}`
const { sending } = words.comments
const holds = await loadHolds('de')

const house = await House.open()
afterAll(() => house.close())
const atPaula = await house.window(paula.person)
const atPaul = await house.window(paul.person)
const atEmre = await house.window(emre.person, { size: desktop })
// What a system would show on the icon of the installed app.
await atEmre.context.addInitScript(() => {
  const show = async (many = 0) => void Object.assign(globalThis, { badge: many })
  Object.assign(navigator, { setAppBadge: show, clearAppBadge: async () => show() })
})

const bubble = (page: Page, text: string) => page.getByRole('log').locator('.bubble').filter({ hasText: text })
const box = (page: Page) => page.getByLabel(talk.label)
const button = (page: Page) => page.getByRole('button', { name: /senden$/ })

async function say({ page }: Window, text: string) {
  await box(page).fill(text)
  await button(page).click()
}

test('[D-05, K-101, N3, D-06] the button names who reads; the first click acknowledges, later ones need no sentence', async () => {
  await Promise.all([atPaula, atPaul, atEmre].map((window) => window.goto(chat)))
  const { page } = atPaul
  await seen(page.getByRole('button', { name: 'An 22 Familien und 5 Fachkräfte senden' }))
  await say(atPaul, 'Ich bringe Äpfel mit.')
  await seen(bubble(page, 'Ich bringe Äpfel mit.').filter({ hasText: sending.stored }))
  for (const other of [atPaula, atEmre])
    await seen(bubble(other.page, 'Ich bringe Äpfel mit.').filter({ hasText: paul.name }))
  await gone(page.getByText(talk.acknowledging))
  await say(atPaul, 'Und Birnen.')
  await seen(bubble(page, 'Und Birnen.').filter({ hasText: sending.stored }))
  await expect.poll(() => house.rows('messages', { thread: sonnen, author: paul.as }), { timeout: 15_000 }).toBe(3)
  expect([atPaul.loads, atPaula.loads]).toEqual([1, 1])
})

test('an empty text is not sent, and says so; a draft survives loading anew', async () => {
  const { page } = atPaula
  await button(page).click()
  await seen(page.getByRole('alert').filter({ hasText: talk.textMissing }))
  await box(page).fill('Noch nicht fertig')
  await atPaula.goto(chat)
  await expect.poll(() => box(page).inputValue()).toBe('Noch nicht fertig')
  await box(page).fill('')
})

test('[offline-01] with a phone that was off: written in order, sent once and in order when it is back', async () => {
  const { page, context } = atPaul
  await context.setOffline(true)
  await seen(page.getByRole('status').filter({ hasText: 'Keine Verbindung' }))
  for (const text of ['Erstens.', 'Zweitens.', 'Drittens.']) await say(atPaul, text)
  await seen(bubble(page, 'Drittens.'))
  expect(await house.rows('messages', { thread: sonnen, author: paul.as })).toBe(3)
  await context.setOffline(false)
  for (const text of ['Erstens.', 'Zweitens.', 'Drittens.']) await seen(bubble(atPaula.page, text))
  const order = await atPaula.page.getByRole('log').locator('.bubble').allInnerTexts()
  const at = ['Erstens.', 'Zweitens.', 'Drittens.'].map((text) => order.findIndex((one) => one.includes(text)))
  expect(at).toEqual([...at].sort((one, other) => one - other))
  expect(await house.rows('messages', { thread: sonnen, author: paul.as })).toBe(6)
})

test('a message is answered with a quotation, changed, and says that it was', async () => {
  const { page } = atPaula
  await bubble(page, 'Zweitens.')
    .getByRole('link', { name: talk.replyTo({ name: paul.name }) })
    .click()
  await seen(page.getByText(talk.quoted({ name: paul.name })))
  await say(atPaula, 'Das sehe ich auch so.')
  const answer = bubble(atEmre.page, 'Das sehe ich auch so.')
  await seen(answer.filter({ hasText: 'Zweitens.' }))
  await bubble(page, 'Das sehe ich auch so.').getByRole('button', { name: talk.edit }).click()
  await box(page).fill('Das sehen wir auch so.')
  await page.getByRole('button', { name: talk.saveEdit }).click()
  await seen(bubble(atEmre.page, 'Das sehen wir auch so.').filter({ hasText: talk.edited }))
  expect(await box(page).inputValue()).toBe('')
})

test('[K-41] that an educator writes is seen while it does; of a family nobody sees it', async () => {
  const line = (name: string) => atPaula.page.getByText(talk.writing({ name }))
  await box(atPaul.page).pressSequentially('Ich')
  await box(atEmre.page).pressSequentially('Morgen')
  await seen(line(emre.name))
  await gone(line(paul.name))
  await gone(atEmre.page.getByText(talk.writing({ name: paul.name })))
  await Promise.all([box(atPaul.page).fill(''), box(atEmre.page).fill('')])
})

test('[D-08] removed by an educator, a line is left on every open screen, and nothing of it where it was quoted', async () => {
  const { page } = atEmre
  await bubble(page, 'Zweitens.').first().getByRole('button', { name: talk.remove }).click()
  const dialog = page.getByRole('dialog', { name: talk.confirm.remove })
  await dialog.getByRole('button', { name: talk.remove }).click()
  for (const window of [atEmre, atPaula, atPaul]) {
    await seen(window.page.getByRole('log').getByText(talk.gone.removed))
    await gone(window.page.locator('main').getByText('Zweitens.'))
    await seen(bubble(window.page, 'Das sehen wir auch so.').filter({ hasText: talk.quotedGone }))
  }
})

/** What an educator does meanwhile, elsewhere. */
async function removes(text: string) {
  const { messages } = await house.act(emre, 'message.list', { thread: sonnen as string as ThreadId })
  const found = messages.find((one) => 'text' in one && one.text === text)
  await house.act(emre, 'message.remove', { message: found!.id })
}

test('[offline-11] a change that is refused for good is kept in sight, with its text, until it is discarded', async () => {
  const { page, context } = atPaula
  await say(atPaula, 'Treffen um acht.')
  const stored = bubble(page, 'Treffen um acht.').filter({ hasText: sending.stored })
  await seen(stored)
  await stored.getByRole('button', { name: talk.edit }).click()
  await context.setOffline(true)
  await box(page).fill('Treffen um neun.')
  await page.getByRole('button', { name: talk.saveEdit }).click()
  await seen(page.getByText(talk.change))
  await seen(bubble(page, 'Treffen um neun.'))
  await removes('Treffen um acht.')
  await context.setOffline(false)
  const kept = bubble(page, 'Treffen um neun.')
  await seen(kept.getByRole('alert'))
  for (const name of [sending.retry, sending.copy, sending.discard]) await seen(kept.getByRole('button', { name }))
  await atPaula.goto(chat)
  await seen(kept.getByRole('alert'))
  await kept.getByRole('button', { name: sending.discard }).click()
  await gone(kept)
  await gone(page.getByText(talk.change))
})

test('[offline-03] a change that is being written survives loading anew, and so does what was written before', async () => {
  const { page } = atPaula
  await box(page).fill('Noch nicht fertig')
  await bubble(page, 'Das sehen wir auch so.').getByRole('button', { name: talk.edit }).click()
  await box(page).fill('Das sehen wir genauso.')
  await atPaula.goto(chat)
  await seen(page.getByText(talk.editing))
  await expect.poll(() => box(page).inputValue()).toBe('Das sehen wir genauso.')
  await page.getByRole('link', { name: talk.stopEdit }).click()
  await expect.poll(() => box(page).inputValue()).toBe('Noch nicht fertig')
  await atPaula.goto(chat)
  await gone(page.getByText(talk.editing))
  await expect.poll(() => box(page).inputValue()).toBe('Noch nicht fertig')
  await box(page).fill('')
})

test('[offline-03] what is being answered survives loading anew, with the text', async () => {
  const { page } = atPaula
  await bubble(page, 'Drittens.')
    .getByRole('link', { name: talk.replyTo({ name: paul.name }) })
    .click()
  await box(page).fill('Dazu gleich mehr')
  await atPaula.goto(chat)
  await seen(page.getByText(talk.quoted({ name: paul.name })))
  await expect.poll(() => box(page).inputValue()).toBe('Dazu gleich mehr')
  await page.getByRole('link', { name: talk.stopReply }).click()
  await gone(page.getByText(talk.quoted({ name: paul.name })))
  await atPaula.goto(chat)
  await gone(page.getByText(talk.quoted({ name: paul.name })))
  await expect.poll(() => box(page).inputValue()).toBe('Dazu gleich mehr')
  await box(page).fill('')
})

test('[D-08] what is being answered was removed: nothing of it is left over the text, which stays', async () => {
  const { page } = atPaula
  await say(atPaul, 'Nehmt die Bahn.')
  await bubble(page, 'Nehmt die Bahn.')
    .getByRole('link', { name: talk.replyTo({ name: paul.name }) })
    .click()
  await seen(page.getByText(talk.quoted({ name: paul.name })))
  await box(page).fill('Welche Linie?')
  await removes('Nehmt die Bahn.')
  await gone(page.getByText(talk.quoted({ name: paul.name })))
  await seen(page.getByRole('alert').filter({ hasText: words.refusals.gone }))
  expect(await box(page).inputValue()).toBe('Welche Linie?')
  await box(page).fill('')
})

test('[N3] somebody was added: the text comes back, the button says who reads now', async () => {
  const { page } = atPaul
  await house.act(anna, 'child.join', {
    ...{ facility: (await house.act(paula, 'session.read', {})).memberships[0]!.facility, group: sonnen },
    ...{ sign: 'kite', name: 'Noor', guardians: [{ membership: sami.as, custody: true, apart: false }] },
  })
  await say(atPaul, 'Wer liest jetzt mit?')
  await seen(page.getByRole('alert').filter({ hasText: talk.changed }))
  await seen(page.getByRole('button', { name: 'An 23 Familien und 5 Fachkräfte senden' }))
  expect(await box(page).inputValue()).toBe('Wer liest jetzt mit?')
  await button(page).click()
  await seen(bubble(page, 'Wer liest jetzt mit?').filter({ hasText: sending.stored }))
})

test('the list of everything shows chats among announcements, with what is new, and reading ends it', async () => {
  const { page } = atEmre
  await atEmre.goto('/post')
  const row = page.getByRole('article').filter({ hasText: words.threads.group({ group: 'Sonnengruppe' }) })
  await seen(row)
  await say(atPaul, 'Etwas Neues.')
  await seen(row.filter({ hasText: 'Etwas Neues.' }))
  await seen(row.filter({ hasText: /\d+ neu/ }))
  const ways = page.getByRole('navigation', { name: words.shell.navigation })
  const counter = () => ways.getByRole('link', { name: words.shell.post, exact: true }).getAttribute('aria-describedby')
  const counted = async () => ((await counter()) === null ? '' : page.locator('#unread').textContent())
  const badge = () => page.evaluate(() => (globalThis as { badge?: number }).badge)
  // The entry of the menu says the same as the list, and the icon of the app as the entry.
  await expect.poll(counted, { timeout: 15_000 }).toMatch(/^\d+ ungelesen$/)
  const before = Number.parseInt((await counted()) ?? '')
  expect(await badge()).toBe(before)
  await say(atPaul, 'Und noch etwas Neues.')
  await expect.poll(counted, { timeout: 15_000 }).toBe(words.shell.unread({ count: before + 1 }))
  expect(await badge()).toBe(before + 1)
  const left = before + 1 - (await threadOf()).unread
  await row.getByRole('link').click()
  await seen(bubble(page, 'Und noch etwas Neues.'))
  await seen(page.getByText(talk.unreadLine))
  await bubble(page, 'Und noch etwas Neues.').scrollIntoViewIfNeeded()
  await expect.poll(async () => (await threadOf()).unread, { timeout: 15_000 }).toBe(0)
  await expect.poll(counted, { timeout: 15_000 }).toBe(left > 0 ? words.shell.unread({ count: left }) : '')
  expect(await badge()).toBe(left)
  await page.getByRole('button', { name: talk.markUnread }).click()
  await page.waitForURL('**/post')
  await seen(row.filter({ hasText: words.threads.marked }))
})

const threadOf = async () => (await house.act(emre, 'thread.read', { thread: sonnen as string as never })).thread

test('[N9, K-37] a conversation with the team: one household and the team, no other guardian', async () => {
  const path = `/post/chat/${conversations[0]?.id}`
  await Promise.all([atPaula, atEmre].map((window) => window.goto(path)))
  await seen(atPaula.page.getByRole('heading', { level: 1, name: words.threads.team({ group: 'Sonnengruppe' }) }))
  await box(atPaula.page).fill('Danke!')
  await atPaula.page.getByRole('button', { name: talk.send.team }).click()
  await seen(bubble(atEmre.page, 'Danke!'))
  await atPaul.goto(path)
  await seen(atPaul.page.getByRole('heading', { name: words.errors.of.notFound.title }))
  expect(atPaul.heardOf('Danke!')).toEqual([])
})

test('a guardian begins a conversation with the head', async () => {
  const { page } = atPaul
  await atPaul.goto('/post')
  await page.getByRole('link', { name: words.threads.start }).click()
  await page.getByLabel(talk.start.head).check()
  await page.getByLabel(talk.label).fill('Können wir am Montag sprechen?')
  await page.getByRole('button', { name: talk.start.submit, exact: true }).click()
  await page.waitForURL(/\/post\/chat\//)
  await seen(bubble(page, 'Können wir am Montag sprechen?'))
  const { threads } = await house.act(anna, 'thread.list', {
    facility: (await house.act(anna, 'session.read', {})).memberships[0]!.facility,
  })
  expect(
    threads.filter(({ circle }) => circle === 'conversation').map(({ last }) => last && 'text' in last && last.text),
  ).toEqual(['Können wir am Montag sprechen?'])
})

test('[K-05, D-08] without any script the head locks what was said to her, and it leaves the family’s open screen', async () => {
  const { page } = await house.window(anna.person, { scripts: false, size: desktop })
  await page.goto(new URL(atPaul.page.url()).pathname)
  await bubble(page, 'am Montag').getByRole('link', { name: holds.place.title }).click()
  await page.getByLabel(holds.place.source).fill('§ 147 AO')
  await page.getByLabel(holds.place.until).fill('2040-01-31')
  await page.getByRole('button', { name: holds.place.next }).click()
  await page.getByRole('button', { name: holds.place.submit }).click()
  await seen(page.getByRole('listitem').filter({ hasText: '§ 147 AO, bis 31.01.2040' }))
  await gone(bubble(atPaul.page, 'am Montag'))
})

test('[K-36, N9, look-02] staff begins one by keyboard: group, child, the side of the family, the text', async () => {
  const { page } = atEmre
  const texts = await loadOutreach('de')
  await atEmre.goto('/post')
  await page.getByRole('link', { name: words.threads.start }).click()
  await page.waitForURL('**/post/gespraech/familie')
  await tabTo(page, page.getByRole('main').getByRole('link', { name: 'Kim' }))
  await page.keyboard.press('Enter')
  await seen(page.getByRole('heading', { level: 1, name: /^Gespräch zu Kim/ }))
  await page.getByRole('radio', { name: paul.name }).check()
  await page.getByRole('button', { name: texts.toOne }).click()
  await seen(page.getByRole('alert').filter({ hasText: talk.textMissing }))
  await page.getByLabel(talk.label).fill('Haben Sie zum Adventsbasteln Zeit?')
  await page.getByRole('button', { name: texts.toOne }).click()
  await page.waitForURL(/\/post\/chat\//)
  await seen(bubble(page, 'Haben Sie zum Adventsbasteln Zeit?'))
  await atPaul.goto(new URL(page.url()).pathname)
  await seen(bubble(atPaul.page, 'Haben Sie zum Adventsbasteln Zeit?'))
  expect(atPaula.heardOf('Adventsbasteln')).toEqual([])
  // What was sent waits nowhere as a draft.
  await atEmre.goto(`/post/gespraech/familie?kind=${kim}`)
  await seen(page.getByText(texts.open({ names: paul.name })))
  expect(await page.getByLabel(talk.label).inputValue()).toBe('')
})

test('[K-36, N9] without any script the head writes to one side of a family', async () => {
  const texts = await loadOutreach('de')
  const { page } = await house.window(anna.person, { scripts: false })
  await page.goto(`${house.origin}/post/gespraech?gruppe=${sonnen}`)
  await page.getByRole('main').getByRole('link', { name: 'Kim' }).click()
  await page.getByRole('radio', { name: paul.name }).check()
  await page.getByLabel(talk.label).fill('Bitte rufen Sie mich an.')
  await page.getByRole('button', { name: texts.toOne }).click()
  await seen(bubble(page, 'Bitte rufen Sie mich an.'))
  await atPaul.goto(new URL(page.url()).pathname)
  await seen(bubble(atPaul.page, 'Bitte rufen Sie mich an.'))
  expect(atPaula.heardOf('rufen Sie mich an')).toEqual([])
})
