import type { ThreadId } from '@morgenkreis/protocol'
import { apfelhof, children, memberships, sonnen, wellen } from '@morgenkreis/world'
import type { Page } from 'playwright-core'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { composerOf, gone, seen, talk, words } from './acts.ts'
import { anna, emre, paul, paula, type Actor } from './cast.ts'
import { onDevice } from './device.ts'
import { House } from './house.ts'
import type { Window } from './window.ts'

const chat = `/post/chat/${sonnen}`
const { sending } = words.comments

const house = await House.open()
afterAll(() => house.close())
const atPaula = await house.window(paula.person)
const atPaul = await house.window(paul.person)
const within = { timeout: 30_000 }

const bubble = (page: Page, text: string) => page.getByRole('log').locator('.bubble').filter({ hasText: text })
const box = (page: Page) => page.getByLabel(talk.label)
const button = (page: Page) => page.getByRole('button', { name: /^An .* senden$/ })
const isOffline = (page: Page) => seen(page.getByRole('status').filter({ hasText: 'Keine Verbindung' }))
const saidBy = (author: string) => house.rows('messages', { thread: sonnen, author })

async function say(page: Page, text: string) {
  await box(page).fill(text)
  await button(page).click()
  // It is kept for sending, or it is in the box again.
  const leaving = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.endsWith(':leaving')))
  await expect.poll(leaving, within).toEqual([])
}

const thread = sonnen as string as ThreadId
const unreadBy = async (actor: Actor) => (await house.act(actor, 'thread.read', { thread })).thread.unread

/** As a logout in another tab does. */
async function loseOutbox({ context }: Window) {
  const other = await context.newPage()
  await other.goto('/heute')
  const deletion = 'new Promise((done) => (indexedDB.deleteDatabase("morgenkreis-outbox").onsuccess = done))'
  await other.evaluate(`${deletion}.then(() => undefined)`)
  await other.close()
}

/** What an educator says meanwhile, elsewhere. */
async function asks(...texts: string[]) {
  const { acknowledgement: standing } = await house.act(emre, 'thread.read', { thread })
  const under = standing ?? (await acknowledged())
  for (const text of texts) await house.act(emre, 'message.send', { thread, text, under })
}

async function acknowledged() {
  const destination = { kind: 'chat' as const, thread }
  const { token } = await house.act(emre, 'audience.preview', { destination, language: 'de' })
  const acknowledgement = { preview: token, accepted: true } as const
  return (await house.act(emre, 'thread.acknowledge', { thread, acknowledgement })).id
}

const inWellen = new Set(children.filter(({ group }) => group === wellen).map(({ id }) => id))
const strangers = memberships
  .filter(
    ({ facility, role, children: of }) =>
      facility === apfelhof && role === 'guardian' && of.length > 0 && of.every(({ child }) => inWellen.has(child)),
  )
  .map(({ id }) => id)

/** Somebody is added to those who read: what was acknowledged before is so no more. */
const somebodyJoins = () =>
  house.act(anna, 'child.join', {
    ...{ facility: apfelhof, group: sonnen, sign: 'kite', name: 'Noor' },
    guardians: [{ membership: strangers.pop()!, custody: true, apart: false }],
  })

/** Opens a page that is no chat, and waits there until so many were refused. */
async function refusedElsewhere(page: Page, count: number) {
  await page.goto('/heute')
  const refused = async () => (await onDevice(page)).split('"state":"refused"').length - 1
  await expect.poll(refused, within).toBe(count)
}

test('[offline-11] a comment that is refused while a chat is open is kept for its author', async () => {
  const { page, context } = atPaula
  const { id } = await house.announce(emre, {
    facility: apfelhof,
    groups: [sonnen],
    title: 'Waldtag',
    text: 'Kommt mit!',
  })
  await atPaula.goto(`/post/${id}`)
  const composer = composerOf(page)
  await composer.text.fill('Wir bringen den Bollerwagen mit.')
  await composer.tick.check()
  await context.setOffline(true)
  await composer.send.click()
  await seen(page.getByRole('log').locator('.bubble').filter({ hasText: 'Bollerwagen' }))
  await page.goto('about:blank')
  await house.act(emre, 'announcement.remove', { announcement: id })
  await context.setOffline(false)
  await atPaula.goto(chat)
  await expect.poll(() => onDevice(page), within).toContain('"state":"refused"')
  await atPaula.goto(`/post/${id}`)
  const kept = page.locator('.bubble').filter({ hasText: 'Bollerwagen' })
  await seen(kept.getByRole('button', { name: sending.copy }))
  await kept.getByRole('button', { name: sending.discard }).click()
})

test('[D-05] a first message that is tapped twice is said once, and what is written meanwhile stays', async () => {
  const { page } = atPaul
  await somebodyJoins()
  await atPaul.goto(chat)
  await seen(page.getByText(talk.acknowledging))
  const before = await saidBy(paul.as)
  await house.whileStuck(async () => {
    await box(page).fill('Ich bringe Äpfel mit.')
    await button(page).dblclick()
    await seen(bubble(page, 'Ich bringe Äpfel mit.').filter({ hasText: sending.sending }))
    await box(page).fill('Und danach')
    await button(page).click()
  })
  await seen(bubble(page, 'Ich bringe Äpfel mit.').filter({ hasText: sending.stored }))
  expect(await box(page).inputValue()).toBe('Und danach')
  await gone(page.getByRole('alert').filter({ hasText: talk.textMissing }))
  await expect.poll(() => saidBy(paul.as), within).toBe(before + 1)
  await box(page).fill('')
})

test('[D-05, offline-03] a first message that could not be acknowledged is in the box again, and goes when the network is back', async () => {
  const { page, context } = atPaula
  await atPaula.goto(chat)
  await seen(page.getByText(talk.acknowledging))
  await context.setOffline(true)
  await isOffline(page)
  await say(page, 'Wir kommen später.')
  await seen(page.getByRole('alert').filter({ hasText: talk.offline }))
  expect(await box(page).inputValue()).toBe('Wir kommen später.')
  await context.setOffline(false)
  await seen(page.getByText(talk.acknowledging))
  await button(page).click()
  await seen(bubble(page, 'Wir kommen später.').filter({ hasText: sending.stored }))
  expect(await box(page).inputValue()).toBe('')
})

test('[I11] what the device does not keep for sending stays in the box, and says so', async () => {
  const { page } = atPaul
  await loseOutbox(atPaul)
  await say(page, 'Das darf nicht verloren gehen.')
  await seen(page.getByRole('alert').filter({ hasText: talk.unkept }))
  expect(await box(page).inputValue()).toBe('Das darf nicht verloren gehen.')
  await atPaul.goto(chat)
  await expect.poll(() => box(page).inputValue()).toBe('Das darf nicht verloren gehen.')
  await button(page).click()
  await seen(bubble(page, 'Das darf nicht verloren gehen.').filter({ hasText: sending.stored }))
})

test('[I11] so does a comment', async () => {
  const { page } = atPaula
  const { id } = await house.announce(emre, {
    facility: apfelhof,
    groups: [sonnen],
    title: 'Basteln',
    text: 'Wer hilft?',
  })
  await atPaula.goto(`/post/${id}`)
  const composer = composerOf(page)
  await composer.text.fill('Ich helfe gern.')
  await composer.tick.check()
  await loseOutbox(atPaula)
  await composer.send.click()
  await expect.poll(() => composer.text.inputValue(), within).toBe('Ich helfe gern.')
  await seen(page.getByRole('alert').filter({ hasText: words.comments.unkept }))
})

test('[N3, offline-11] what the gate refused comes back in its order, before the draft that was left', async () => {
  const { page, context } = atPaul
  await context.setOffline(true)
  await isOffline(page)
  for (const text of ['Eins.', 'Zwei.', 'Drei.']) await say(page, text)
  await box(page).fill('Und ein Entwurf')
  await seen(bubble(page, 'Drei.'))
  await page.goto('about:blank')
  await somebodyJoins()
  await context.setOffline(false)
  await refusedElsewhere(page, 3)
  await atPaul.goto(chat)
  await expect.poll(() => box(page).inputValue(), within).toBe('Eins.\n\nZwei.\n\nDrei.\n\nUnd ein Entwurf')
  await gone(page.getByRole('button', { name: sending.discard }))
  await seen(page.getByRole('alert').filter({ hasText: talk.changed }))
  await seen(page.getByText(talk.acknowledging))
  await button(page).click()
  await seen(bubble(page, 'Und ein Entwurf').filter({ hasText: sending.stored }))
})

test('[N3, offline-11] an answer that the gate refused comes back as an answer, and not together with anything else', async () => {
  const { page, context } = atPaul
  await asks('Wer kann am Freitag?')
  const asked = bubble(page, 'Wer kann am Freitag?')
  await seen(asked)
  await asked.getByRole('link', { name: talk.replyTo({ name: emre.name }) }).click()
  await context.setOffline(true)
  await isOffline(page)
  await say(page, 'Ich kann.')
  await say(page, 'Noch etwas anderes.')
  await seen(bubble(page, 'Noch etwas anderes.'))
  await page.goto('about:blank')
  await somebodyJoins()
  await context.setOffline(false)
  await refusedElsewhere(page, 2)
  await atPaul.goto(chat)
  await seen(page.getByText(talk.quoted({ name: emre.name })))
  await expect.poll(() => box(page).inputValue(), within).toBe('Ich kann.')
  await seen(bubble(page, 'Noch etwas anderes.').getByRole('button', { name: sending.discard }))
  await seen(page.getByText(talk.acknowledging))
  await button(page).click()
  await seen(bubble(page, 'Ich kann.').filter({ hasText: 'Wer kann am Freitag?' }))
  await expect.poll(() => box(page).inputValue(), within).toBe('Noch etwas anderes.')
  await gone(page.getByText(talk.quoted({ name: emre.name })))
  await button(page).click()
  await seen(bubble(page, 'Noch etwas anderes.').filter({ hasText: sending.stored }))
})

test('[offline-11] what was refused is found at the top of the post, and leads to where it was written', async () => {
  const { page, context } = atPaul
  const { mode } = (await house.act(paul, 'thread.read', { thread })).thread
  onTestFinished(async () => {
    await context.setOffline(false)
    await house.act(anna, 'chat.switch', { facility: apfelhof, group: sonnen, mode })
  })
  await context.setOffline(true)
  await isOffline(page)
  await say(page, 'Ist der Chat noch offen?')
  await seen(bubble(page, 'Ist der Chat noch offen?'))
  await page.goto('about:blank')
  await house.act(anna, 'chat.switch', { facility: apfelhof, group: sonnen, mode: 'read-only' })
  await context.setOffline(false)
  await atPaul.goto('/post')
  const unsent = page
    .getByRole('region', { name: words.post.unsent.title })
    .locator(':scope > div')
    .filter({ hasText: 'Ist der Chat noch offen?' })
  await seen(unsent)
  for (const name of [sending.retry, sending.copy]) await seen(unsent.getByRole('button', { name }))
  await unsent.getByRole('link', { name: words.post.unsent.toPlace }).click()
  await seen(bubble(page, 'Ist der Chat noch offen?').getByRole('alert'))
  await atPaul.goto('/post')
  await unsent.getByRole('button', { name: sending.discard }).click()
  await gone(unsent)
  await page.goto('about:blank')
})

test('[chats-09] who comes back finds where the new begins, and it is read only when it is', async () => {
  const { page, context } = atPaul
  await atPaul.goto(chat)
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
  await expect.poll(() => unreadBy(paul), within).toBe(0)
  await context.setOffline(true)
  await isOffline(page)
  const texts = Array.from({ length: 15 }, (_, index) => `Während des Schlafs ${index + 1}.`)
  await asks(...texts)
  await context.setOffline(false)
  await seen(page.getByRole('button', { name: talk.fresh({ count: 15 }) }))
  await seen(page.getByText(talk.unreadLine))
  const below = await page.evaluate(() => document.documentElement.scrollHeight - scrollY - innerHeight)
  expect(below).toBeGreaterThan(160)
  expect(await unreadBy(paul)).toBeGreaterThan(0)
  await page.getByRole('button', { name: talk.fresh({ count: 15 }) }).click()
  await expect.poll(() => unreadBy(paul), within).toBe(0)
})

test('[chats-09] a message taller than the screen is read when it fills half of it', async () => {
  const { page } = atPaul
  await page.evaluate(() => scrollTo(0, 0))
  await asks(`Packliste\n${'Socken\n'.repeat(400)}`.trim())
  const tall = bubble(page, 'Packliste')
  await seen(tall)
  expect(await unreadBy(paul)).toBe(1)
  await tall.evaluate((item) => scrollBy(0, item.getBoundingClientRect().top + innerHeight))
  await expect.poll(() => unreadBy(paul), within).toBe(0)
})

test('[offline-04] a change that cannot be sent now leaves by no other way, and stays', async () => {
  const { page, context } = atPaul
  await atPaul.goto(chat)
  await say(page, 'Treffen um acht.')
  const stored = bubble(page, 'Treffen um acht.').filter({ hasText: sending.stored })
  await stored.getByRole('button', { name: talk.edit }).click()
  await box(page).fill('Treffen um neun.')
  const [before, loads] = [await saidBy(paul.as), atPaul.loads]
  await house.endSession(await context.cookies())
  await seen(page.getByRole('status').filter({ hasText: words.shell.connection.ended }))
  await page.getByRole('button', { name: talk.saveEdit }).click()
  await seen(page.getByRole('alert').filter({ hasText: talk.starting }))
  expect(await box(page).inputValue()).toBe('Treffen um neun.')
  expect([await saidBy(paul.as), atPaul.loads]).toEqual([before, loads])
})
