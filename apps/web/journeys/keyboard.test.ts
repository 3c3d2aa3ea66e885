import { afterAll, expect, test } from 'vitest'
import { demoPassword, sonnen } from '@morgenkreis/world'
import { commentIn, composerOf, focused, gone, office, publishing, seen, talk, words } from './acts.ts'
import { anna, emailOf, emre, forestDay, paul, sami } from './cast.ts'
import { House } from './house.ts'
import { tabTo } from './keyboard.ts'

const { announcements, comments, sessions, shell } = words
const text = 'Nur mit der Tastatur.'

const house = await House.open()
afterAll(() => house.close())
const { page } = await house.window(null)
const keys = page.keyboard

test('[look-02] by keyboard alone: sign in, and on to an announcement', async () => {
  await page.goto(`/anmelden`)
  await page.locator('#svelte-announcer').waitFor({ state: 'attached' })
  await tabTo(page, page.getByLabel(sessions.email))
  await keys.type(emailOf('paula'))
  await tabTo(page, page.getByLabel(sessions.password))
  await keys.type(demoPassword)
  await keys.press('Enter')
  await page.waitForURL('**/heute')

  await tabTo(page, page.getByRole('link', { name: shell.skip }))
  await keys.press('Enter')
  await focused(page.getByRole('main'))
  await page.reload()
  await tabTo(page, page.getByRole('navigation', { name: shell.navigation }).getByRole('link', { name: shell.post }))
  await keys.press('Enter')
  await page.waitForURL('**/post')
  const link = page.getByRole('link', { name: 'Waldtag am Donnerstag' })
  await seen(link)
  await tabTo(page, link)
  await keys.press('Enter')
  await page.waitForURL(`**/post/${forestDay}`)
  await seen(page.getByRole('log'))
})

test('[look-02, K-101] by keyboard alone: a comment is sent without the tick, told why, and sent with it', async () => {
  const composer = composerOf(page)
  await tabTo(page, composer.text)
  await keys.type(text)
  await tabTo(page, composer.send)
  await keys.press('Enter')
  await focused(composer.tick)
  await keys.press('Space')
  expect(await composer.tick.isChecked()).toBe(true)
  await tabTo(page, composer.send)
  await keys.press('Space')
  await seen(commentIn(page, text).filter({ hasText: comments.sending.stored }))
  await focused(composer.text)
})

test('[look-02, D-08] by keyboard alone: the log is one stop, arrows move in it, and the own comment is withdrawn', async () => {
  const items = page.getByRole('log').getByRole('article')
  await seen(items.filter({ hasText: text }))
  const last = (await items.count()) - 1
  // Where the focus was last, which was before the comment was written.
  await tabTo(page, page.locator('[role=article][tabindex="0"]'), 'Shift+Tab')
  await keys.press('End')
  await focused(items.nth(last))
  await keys.press('ArrowUp')
  await focused(items.nth(last - 1))
  await keys.press('Home')
  await focused(items.first())
  await keys.press('Shift+Tab')
  expect(await items.evaluateAll((all) => all.some((one) => one.contains(document.activeElement)))).toBe(false)
  await keys.press('Tab')
  await focused(items.first())
  await keys.press('End')
  await focused(items.nth(last))

  const button = commentIn(page, text).getByRole('button', { name: comments.withdraw })
  const dialog = page.getByRole('dialog', { name: comments.confirm.withdraw })
  await tabTo(page, button)
  await keys.press('Enter')
  await seen(dialog)
  await keys.press('Escape')
  await gone(dialog)
  await focused(button)
  await keys.press('Space')
  await seen(dialog)
  await tabTo(page, dialog.getByRole('button', { name: comments.withdraw }))
  await keys.press('Enter')
  await gone(commentIn(page, text))
  await seen(page.getByRole('log').getByText(comments.withdrawn).last())
  // Whoever took it away is not thrown to the top of the page.
  await focused(items.nth(last))
})

test('[look-02] by keyboard alone: an announcement is written, and withdrawn', async () => {
  const atEmre = await house.window(emre.person)
  const { page } = atEmre
  const { write } = publishing
  await atEmre.goto('/heute')
  await tabTo(page, page.getByRole('link', { name: shell.write }))
  await page.keyboard.press('Enter')
  await page.waitForURL('**/post/neu')
  await tabTo(page, page.getByLabel(write.heading))
  await page.keyboard.type('Mit der Tastatur')
  await tabTo(page, page.getByLabel(write.text, { exact: true }))
  await page.keyboard.type('Ohne Maus.')
  await tabTo(page, page.getByRole('checkbox', { name: 'Ich bin mir bewusst' }))
  await page.keyboard.press('Space')
  await tabTo(page, page.getByRole('button', { name: write.submit }))
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/post\/[0-9a-f-]{36}(#|$)/)
  await tabTo(page, page.getByRole('button', { name: announcements.withdraw }))
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: announcements.confirm.withdraw })
  await seen(dialog)
  await tabTo(page, dialog.getByRole('button', { name: announcements.withdraw }))
  await page.keyboard.press('Enter')
  await page.waitForURL('**/post')
  await seen(page.getByText(announcements.withdrawn))
})

test('[look-02, K-35] by keyboard alone: the head finds a person, is asked, and thinks better of it', async () => {
  const atAnna = await house.window(anna.person)
  const { page } = atAnna
  const facilities = office
  await atAnna.goto('/einrichtung')
  await tabTo(page, page.getByLabel(facilities.find))
  await page.keyboard.type(sami.name)
  const ask = page.getByRole('link', { name: facilities.removeNamed({ name: sami.name }) })
  await tabTo(page, ask)
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: facilities.confirm.title({ name: sami.name }) })
  await seen(dialog)
  await tabTo(page, dialog.getByRole('link', { name: shell.cancel }))
  await page.keyboard.press('Escape')
  await gone(dialog)
  await focused(ask)
  await page.keyboard.press('Enter')
  await seen(dialog)
  await tabTo(page, dialog.getByRole('link', { name: shell.cancel }))
  await page.keyboard.press('Enter')
  await gone(dialog)
  await focused(ask)
})

test('[look-02, D-08] by keyboard alone: in a chat a message is sent, answered, changed and withdrawn', async () => {
  const atPaul = await house.window(paul.person)
  const { page } = atPaul
  const box = page.getByLabel(talk.label)
  const bubble = (text: string) => page.getByRole('log').getByRole('article').filter({ hasText: text })
  const act = async (text: string, button: string) => {
    await tabTo(page, page.locator('[role=article][tabindex="0"]'), 'Shift+Tab')
    await page.keyboard.press('End')
    await focused(bubble(text).last())
    await tabTo(page, bubble(text).last().locator('a, button').and(page.getByLabel(button)))
    await page.keyboard.press('Enter')
  }
  await atPaul.goto(`/post/chat/${sonnen}`)
  await tabTo(page, box)
  await page.keyboard.type('Erste Zeile')
  await page.keyboard.press('Enter')
  await page.keyboard.type('und zweite.')
  await tabTo(page, page.getByRole('button', { name: /senden$/ }))
  await page.keyboard.press('Enter')
  await seen(bubble('und zweite.').filter({ hasText: comments.sending.stored }))
  await focused(box)

  await act('und zweite.', talk.replyToOwn)
  await focused(box)
  await page.keyboard.press('Escape')
  await gone(page.getByText(talk.quoted({ name: paul.name })))

  await act('und zweite.', talk.edit)
  await focused(box)
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('Nur noch eine.')
  await page.keyboard.press('ControlOrMeta+Enter')
  await seen(bubble('Nur noch eine.').filter({ hasText: talk.edited }))
  await focused(box)

  await act('Nur noch eine.', talk.withdraw)
  const dialog = page.getByRole('dialog', { name: talk.confirm.withdraw })
  await seen(dialog)
  await tabTo(page, dialog.getByRole('button', { name: talk.withdraw }))
  await page.keyboard.press('Enter')
  await gone(bubble('Nur noch eine.'))
  await focused(page.getByRole('log').getByRole('article').last())
})

test('[look-02, K-36] by keyboard alone: a conversation is begun', async () => {
  const atSami = await house.window(sami.person)
  const { page } = atSami
  await atSami.goto('/post')
  await tabTo(page, page.getByRole('link', { name: words.threads.start }))
  await page.keyboard.press('Enter')
  await page.waitForURL('**/post/gespraech')
  await tabTo(page, page.getByRole('radio', { name: talk.start.team }))
  await page.keyboard.press('ArrowDown')
  await focused(page.getByRole('radio', { name: talk.start.head }))
  await page.keyboard.press('ArrowUp')
  await tabTo(page, page.getByLabel(talk.label))
  await page.keyboard.type('Wann passt ein Termin?')
  await tabTo(page, page.getByRole('button', { name: talk.start.submit }))
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/post\/chat\/[0-9a-f-]{36}(#|$)/)
  await seen(page.getByRole('log').getByText('Wann passt ein Termin?'))
})
