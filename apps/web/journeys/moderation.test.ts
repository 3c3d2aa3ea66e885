import { overflowing } from '@morgenkreis/sandbox'
import { apfelhof, sonnen } from '@morgenkreis/world'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { commentIn, composerOf, gone, moderation as texts, seen, talk, words } from './acts.ts'
import { violations } from './axe.ts'
import { anna, emre, forestDay, paul, paula } from './cast.ts'
import { House } from './house.ts'
import { smallTargets } from './targets.ts'
import { desktop, type Window } from './window.ts'

const chat = `/post/chat/${sonnen}`
const below = `/post/${forestDay}`
const queue = '/einrichtung/moderation'

const house = await House.open()
afterAll(() => house.close())
const atPaula = await house.window(paula.person)
const atPaul = await house.window(paul.person)
const atEmre = await house.window(emre.person, { size: desktop })
const atAnna = await house.window(anna.person, { size: desktop })

const bubble = (page: Page, text: string) => page.getByRole('log').locator('.bubble').filter({ hasText: text })
const box = (page: Page) => page.getByLabel(talk.label)
const card = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text })
const act = (page: Page, text: string, name: string) => card(page, text).getByRole('button', { name: `${name}: ` })

async function say({ page }: Window, text: string) {
  await box(page).fill(text)
  await page.getByRole('button', { name: /senden$/ }).click()
  await seen(bubble(page, text).filter({ hasText: words.comments.sending.stored }))
}

/** What a page has wrong for eyes, fingers and screen readers, on a narrow phone, too. */
async function wrongWith({ page }: Window): Promise<string[]> {
  const found = [...(await violations(page)), ...(await smallTargets(page))]
  const size = page.viewportSize() ?? desktop
  await page.setViewportSize({ width: 320, height: 640 })
  found.push(...(await overflowing(page)))
  await page.setViewportSize(size)
  return found
}

const insult = 'Eure Kinder sind alle schlecht erzogen.'
const last = 'Das musste mal gesagt werden.'

test('[moderation-01, moderation-02, D-08, K-37] reported, hidden, shown again: every open screen follows, and its author learns of no reporter', async () => {
  await Promise.all([atPaula, atPaul, atEmre].map((window) => window.goto(chat)))
  await say(atPaula, insult)
  await say(atPaula, last)
  await atAnna.goto(queue)
  await seen(atAnna.page.getByText(texts.none))
  await bubble(atPaul.page, insult).getByRole('link', { name: words.comments.report }).click()
  const dialog = atPaul.page.getByRole('dialog', { name: texts.report.title.message })
  await seen(dialog)
  expect(await wrongWith(atPaul)).toEqual([])
  await dialog.getByRole('button', { name: texts.report.submit }).click()
  // Without a reason the browser asks for one, and nothing is sent.
  await seen(dialog.getByRole('button', { name: texts.report.submit }))
  await dialog.getByLabel(texts.reasons.insult).check()
  await dialog.getByLabel(texts.report.note).fill('Bitte sprecht mit ihr.')
  await dialog.getByRole('button', { name: texts.report.submit }).click()
  await seen(dialog.getByText(texts.report.thanks))
  await dialog.getByRole('button', { name: texts.report.close }).click()
  await gone(dialog)
  await seen(card(atAnna.page, insult).filter({ hasText: 'Bitte sprecht mit ihr.' }))
  await gone(atAnna.page.locator('main').getByText(paul.name))
  expect(await wrongWith(atAnna)).toEqual([])
  expect([atPaula, atEmre].flatMap((window) => window.heardOf('report.filed', 'Bitte sprecht'))).toEqual([])

  await act(atAnna.page, insult, texts.act.hidden).click()
  for (const { page } of [atPaula, atPaul, atEmre]) {
    await seen(page.getByRole('log').getByText(talk.gone.hidden))
    await gone(page.locator('main').getByText(insult))
  }
  await seen(card(atAnna.page, insult).filter({ hasText: texts.hidden }))
  await act(atAnna.page, insult, texts.act.shown).click()
  for (const { page } of [atPaula, atPaul, atEmre]) await seen(bubble(page, insult))
  await seen(atAnna.page.getByText(texts.none))
})

test('[D-08] before any script runs: a comment is reported on a page of its own, and removed from the queue', async () => {
  const [plainPaul, plainAnna] = await Promise.all([
    house.window(paul.person, { scripts: false }),
    house.window(anna.person, { scripts: false }),
  ])
  await atPaula.goto(below)
  const said = 'Der Ausflug war eine Zumutung.'
  const { text, tick, send } = composerOf(atPaula.page)
  await text.fill(said)
  await tick.check()
  await send.click()
  await seen(commentIn(atPaula.page, said).filter({ hasText: words.comments.sending.stored }))
  const { page } = plainPaul
  await page.goto(below)
  await commentIn(page, said).getByRole('link', { name: words.comments.report }).click()
  await seen(page.getByRole('heading', { name: texts.report.title.comment }))
  await page.getByLabel(texts.reasons['wrong-place']).check()
  await page.getByRole('button', { name: texts.report.submit }).click()
  await seen(page.getByText(texts.report.thanks))
  await page.getByRole('link', { name: texts.report.back }).click()
  await seen(commentIn(page, said))
  await plainAnna.page.goto(queue)
  await act(plainAnna.page, said, texts.act.removed).click()
  await plainAnna.page
    .getByRole('dialog', { name: texts.confirm.title })
    .getByRole('button', { name: texts.act.removed })
    .click()
  await seen(plainAnna.page.getByText(texts.done.removed))
  await seen(atPaula.page.getByRole('log').getByText(words.comments.removed))
  await gone(commentIn(atPaula.page, said))
})

test('[moderation-03] a muted person is told until when, everywhere, and writes again when that is lifted', async () => {
  await atPaula.goto(chat)
  await atPaul.goto(chat)
  await bubble(atPaul.page, last).getByRole('link', { name: words.comments.report }).click()
  await atPaul.page.getByLabel(texts.reasons.other).check()
  await atPaul.page.getByRole('dialog').getByRole('button', { name: texts.report.submit }).click()
  const { page } = atAnna
  await card(page, last)
    .getByText(texts.mute.title({ name: paula.name }))
    .click()
  await card(page, last).getByLabel(texts.mute.periods.until).check()
  await card(page, last).getByRole('button', { name: texts.mute.submit }).click()
  await seen(page.getByText(words.refusals['mute-out-of-range']))
  await card(page, last)
    .getByText(texts.mute.title({ name: paula.name }))
    .click()
  await card(page, last).getByLabel(texts.mute.periods.week).check()
  await card(page, last).getByRole('button', { name: texts.mute.submit }).click()
  await seen(page.getByText(texts.done.muted))
  expect(await wrongWith(atAnna)).toEqual([])
  await seen(atPaula.page.getByText(/^Sie lesen bis .* nur mit\./))
  await gone(box(atPaula.page))
  await atPaula.goto(below)
  await seen(atPaula.page.getByText(/^Sie lesen bis .* nur mit\./))
  await page.getByRole('button', { name: texts.mute.endOf({ name: paula.name }) }).click()
  await seen(page.getByText(texts.done.unmuted))
  await seen(composerOf(atPaula.page).text)
})

test('[moderation-04] locked, a chat and the comments under an announcement are there to read', async () => {
  await atPaul.goto(chat)
  await atPaula.goto(below)
  await atAnna.goto(chat)
  const { page } = atAnna
  const lock = async () => {
    await page.getByRole('button', { name: texts.lock.lock }).click()
    await page.getByRole('dialog').getByRole('button', { name: texts.lock.lock }).click()
    await seen(page.getByRole('button', { name: texts.lock.unlock }))
  }
  await lock()
  await seen(atPaul.page.getByText(words.refusals.locked))
  await gone(box(atPaul.page))
  await page.getByRole('button', { name: texts.lock.unlock }).click()
  await seen(box(atPaul.page))
  await atAnna.goto(below)
  await lock()
  await seen(atPaula.page.getByText(words.refusals.locked))
  expect(await wrongWith(atAnna)).toEqual([])
  expect(await wrongWith(atPaula)).toEqual([])
  await page.getByRole('button', { name: texts.lock.unlock }).click()
  await seen(composerOf(atPaula.page).text)
  // Who does not moderate is offered neither.
  await atEmre.goto(below)
  await gone(atEmre.page.getByRole('button', { name: texts.lock.lock }))
})

test('[K-74] an educator with the right finds the queue under Mehr; without it nobody is offered it', async () => {
  await atEmre.goto('/mehr')
  await gone(atEmre.page.getByRole('link', { name: words.more.moderation }))
  await house.act(anna, 'membership.grant', { membership: emre.as, v: 1, rights: ['moderate'] })
  await atEmre.goto('/mehr')
  await atEmre.page.getByRole('link', { name: words.more.moderation }).click()
  await seen(atEmre.page.getByRole('heading', { name: texts.title }))
  await seen(card(atEmre.page, last))
  await atPaula.goto(queue)
  await seen(atPaula.page.getByRole('heading', { name: words.errors.of.forbidden.title }))
  expect((await house.act(emre, 'report.list', { facility: apfelhof })).reports).toMatchObject([{ text: last }])
})
