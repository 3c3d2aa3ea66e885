import { afterAll, expect, test } from 'vitest'
import { apfelhof, wellen } from '@morgenkreis/world'
import type { Page } from 'playwright-core'
import { commentIn, composerOf, focused, gone, publishing, seen, words } from './acts.ts'
import { anna, emre, paul, paula, sami } from './cast.ts'
import { House } from './house.ts'
import { desktop } from './window.ts'

const title = 'Wir suchen Kastanien'
const text = 'Bitte geben Sie bis Freitag eine Handvoll Kastanien mit.'
const question = 'Dürfen es auch Eicheln sein?'

const titled = (page: Page) => page.getByRole('link', { name: title })
/** This text anywhere; Kit's announcer says the title of the last page until there is another. */
const anywhere = (page: Page, words: string) => page.locator('body > :not(#svelte-announcer)').getByText(words)

const house = await House.open()
afterAll(() => house.close())
const atEmre = await house.window(emre.person, { size: desktop })
const atPaula = await house.window(paula.person)
const atPaul = await house.window(paul.person)
const atSami = await house.window(sami.person)
let announcement: string

test('[D-05, K-101, N3, N5] an educator publishes with an acknowledgement, and not without', async () => {
  const { page } = atEmre
  await Promise.all([atPaula, atPaul, atSami].map((window) => window.goto('/post')))
  await atEmre.goto('/post/neu')
  const { write } = publishing
  await page.getByLabel(write.heading).fill(title)
  await page.getByLabel(write.text, { exact: true }).fill(text)
  // N5: held until the morning, and said beforehand.
  await seen(page.getByText('Ruhezeit von 19:00 bis 6:30 Uhr: Geräte melden sich erst danach'))
  const tick = page.getByRole('checkbox', { name: 'Ich bin mir bewusst, dass diese Mitteilung' })
  expect(await tick.isChecked()).toBe(false)
  await seen(page.getByText(/^Sichtbar für \d+ Familien der Sonnengruppe und \d+ Fachkräfte$/))

  await page.getByRole('button', { name: write.submit }).click()
  await focused(tick)
  await seen(page.getByRole('alert').filter({ hasText: words.composer.tickMissing }))
  await tick.check()
  await page.getByRole('button', { name: write.submit }).click()
  await page.waitForURL(/\/post\/[0-9a-f-]{36}$/)
  await seen(page.getByRole('heading', { level: 1, name: title }))
  announcement = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  expect(await house.rows('announcements', { _id: announcement })).toBe(1)
})

test('[D-02] both guardians of the group have it in their post at once, and nothing was loaded anew', async () => {
  for (const { page } of [atPaula, atPaul]) {
    await seen(titled(page))
    await seen(page.getByRole('heading', { level: 3, name: `${words.post.fresh} ${title}` }))
  }
  expect([atPaula.loads, atPaul.loads]).toEqual([1, 1])
})

test('[D-05, K-100, K-101] a comment without the tick is told why, and stored nowhere', async () => {
  const { page } = atPaula
  for (const window of [atPaula, atPaul]) {
    await titled(window.page).click()
    await seen(window.page.getByRole('heading', { level: 1, name: title }))
  }
  const composer = composerOf(page)
  await composer.text.fill(question)
  expect(await composer.tick.isChecked()).toBe(false)
  await composer.send.click()
  await focused(composer.tick)
  await seen(composer.alert.filter({ hasText: words.composer.tickMissing }))
  expect(await composer.text.inputValue()).toBe(question)
  expect(await house.rows('comments', { announcement })).toBe(0)
})

test('[D-05, K-104] with the tick it is stored, and the other guardian sees it without loading anew', async () => {
  const composer = composerOf(atPaula.page)
  await atPaula.page
    .getByRole('checkbox', { name: 'Ich bin mir bewusst, dass mein Kommentar für alle Gruppenmitglieder' })
    .check()
  // In haste.
  await composer.send.dblclick()
  const own = commentIn(atPaula.page, question)
  await seen(own.filter({ hasText: words.comments.sending.stored }))
  await seen(own)
  await seen(commentIn(atPaul.page, question).filter({ hasText: paula.name }))
  await seen(commentIn(atEmre.page, question).filter({ hasText: paula.name }))
  expect(await house.rows('comments', { announcement })).toBe(1)
  expect([atPaula.loads, atPaul.loads]).toEqual([1, 1])
  // The tick is per comment.
  expect(await composer.tick.isChecked()).toBe(false)
  expect(await composer.text.inputValue()).toBe('')
})

test('[D-02, K-36, K-37] a guardian of another group hears nothing of it', async () => {
  const fence = 'Nur für die Wellengruppe'
  await house.announce(anna, {
    facility: apfelhof,
    groups: [wellen],
    title: fence,
    text: 'Wer hat unseren Eimer gesehen?',
  })
  await seen(atSami.page.getByRole('link', { name: fence }))
  await gone(titled(atSami.page))
  expect(atSami.heardOf(title, text, question, announcement)).toEqual([])
  await atSami.page.goto(`/post/${announcement}`)
  await seen(atSami.page.getByRole('heading', { name: words.errors.of.notFound.title }))
  expect(atSami.heardOf(title, text, question)).toEqual([])
})

test('[D-08] the educator removes the comment: a line is left on every open screen', async () => {
  const { page } = atEmre
  await commentIn(page, question).hover()
  await commentIn(page, question).getByRole('button', { name: words.comments.remove }).click()
  const dialog = page.getByRole('dialog', { name: words.comments.confirm.remove })
  await dialog.getByRole('button', { name: words.comments.remove }).click()
  for (const window of [atEmre, atPaula, atPaul]) {
    await seen(window.page.getByRole('log').getByText(words.comments.removed))
    await gone(anywhere(window.page, question))
  }
  expect([atPaula.loads, atPaul.loads]).toEqual([1, 1])
})

test('[D-08] the educator withdraws the announcement: a line is left on every open screen, and after loading anew', async () => {
  await atPaul.goto('/post')
  const { page } = atEmre
  await page.getByRole('button', { name: words.announcements.withdraw }).click()
  const dialog = page.getByRole('dialog', { name: words.announcements.confirm.withdraw })
  await dialog.getByRole('button', { name: words.announcements.withdraw }).click()
  await page.waitForURL('**/post')
  for (const window of [atEmre, atPaula, atPaul]) {
    await seen(window.page.getByText(words.announcements.withdrawn))
    await gone(anywhere(window.page, title))
  }
  await atPaula.goto('/post')
  await seen(atPaula.page.getByText(words.announcements.withdrawn))
  await gone(anywhere(atPaula.page, title))
})
