import { apfelhof, sonnen } from '@morgenkreis/world'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { asking, gone, publishing, seen, words } from './acts.ts'
import { violations } from './axe.ts'
import { anna, clara, emre, paul, paula } from './cast.ts'
import { House } from './house.ts'
import { desktop } from './window.ts'

const title = 'Am Freitag schließen wir um zwölf'
const text = 'Bitte holen Sie Ihr Kind bis zwölf Uhr ab.'
const reason = 'Die Heizung wird repariert'

const house = await House.open()
afterAll(() => house.close())
const atEmre = await house.window(emre.person, { size: desktop })
const atPaula = await house.window(paula.person)
const atClara = await house.window(clara.person)
// As a mother, not for the council.
const hat = { name: 'hat', value: clara.as, url: house.origin }
await atClara.context.addCookies([hat])
let announcement: string

const part = (page: Page, name: string) => page.getByRole('region', { name })
const confirmation = (page: Page) => part(page, asking.title)
const progress = (page: Page) => part(page, publishing.progress.title)
const stateOf = (page: Page, state: 'confirmed' | 'open' | 'unreachable') =>
  progress(page).locator('details').filter({ hasText: publishing.progress.state[state] })
const button = asking.confirmFor({ child: 'Kimchen' })

/** Fills the form in, up to the tick. */
async function write(page: Page, heading: string): Promise<void> {
  await page.getByLabel(publishing.write.heading).fill(heading)
  await page.getByLabel(publishing.write.text, { exact: true }).fill(text)
  await page.getByText(publishing.more).click()
}
const tick = (page: Page) => page.getByRole('checkbox', { name: 'Ich bin mir bewusst, dass diese Mitteilung' }).check()
const send = (page: Page, name = publishing.write.submit) => page.getByRole('button', { name }).click()

test('[D-07, N5] an educator asks for confirmation, and says why it is urgent; without the reason it is not sent', async () => {
  const { page } = atEmre
  await Promise.all([atPaula.goto('/heute'), atClara.goto('/post')])
  await atEmre.goto('/post/neu')
  await write(page, title)
  await page.getByLabel(publishing.confirmation.one).check()
  await page.getByLabel(publishing.urgent.label, { exact: true }).check()
  await tick(page)
  await send(page)
  await seen(page.getByRole('alert').filter({ hasText: publishing.urgent.reasonMissing }))
  await page.getByLabel(publishing.urgent.reason).fill(reason)
  expect(await violations(page)).toEqual([])
  await send(page)
  await page.waitForURL(/\/post\/[0-9a-f-]{36}$/)
  announcement = new URL(page.url()).pathname
  await seen(page.getByText(reason))
  expect(await stateOf(page, 'open').locator('li').count()).toBeGreaterThan(15)
  await seen(stateOf(page, 'open').getByText('Kim Tannhof'))
  await gone(stateOf(page, 'confirmed'))
  expect(await violations(page)).toEqual([])
})

test('[D-07] it waits under “to do” and on the card until it is confirmed', async () => {
  const { page } = atPaula
  await seen(part(page, asking.todos).getByRole('link', { name: title }))
  await seen(page.getByRole('article').filter({ hasText: title }).getByText(asking.todo))
  await seen(atClara.page.getByRole('article').filter({ hasText: title }).getByText(asking.urgent))
  expect(await violations(page)).toEqual([])
  expect(atPaula.loads).toBe(1)
})

test('[D-07, D-02] a guardian confirms, and the educator sees it at once; nothing was loaded anew', async () => {
  await Promise.all([atEmre.goto(announcement), atClara.goto(announcement)])
  const { page } = atPaula
  await part(page, asking.todos).getByRole('link', { name: title }).click()
  await seen(page.getByText(reason))
  await seen(confirmation(page).getByText(asking.wanted.one))
  expect(await violations(page)).toEqual([])
  const [before, loads] = [atClara.heard.length, atEmre.loads]
  // In haste.
  await confirmation(page).getByRole('button', { name: button }).dblclick()
  await seen(confirmation(page).getByText(asking.done))
  await gone(confirmation(page).getByRole('button', { name: button }))
  await seen(stateOf(atEmre.page, 'confirmed').locator('summary').getByText('(1)'))
  await gone(stateOf(atEmre.page, 'open').getByText('Kim Tannhof'))
  expect([atEmre.loads, atPaula.loads]).toEqual([loads, 1])
  expect(await house.rows('confirmations', {})).toBe(1)
  // K-37: in the same group, on the same page.
  expect(atClara.heard.length).toBe(before)
  expect(atPaula.heardOf('Kim Tannhof', paul.as)).toEqual([])
  await page.getByRole('link', { name: words.shell.today }).first().click()
  await gone(part(page, asking.todos))
})

test('[D-07] the educator reminds, once a day; who is still asked sees it', async () => {
  const { page } = atEmre
  await page.getByRole('button', { name: publishing.progress.remind }).click()
  await seen(progress(page).getByText(publishing.progress.reminded))
  await gone(page.getByRole('button', { name: publishing.progress.remind }))
  await seen(confirmation(atClara.page).getByText(asking.asksAgain))
})

test('[D-07] without a script it is confirmed, too', async () => {
  const plain = await house.window(clara.person, { scripts: false })
  await plain.context.addCookies([hat])
  await plain.page.goto(announcement)
  await confirmation(plain.page).getByRole('button', { name: asking.confirm }).click()
  await seen(confirmation(plain.page).getByText(asking.done))
  await seen(confirmation(atClara.page).getByText(asking.done))
})

test('[reach-01, N4, K-41] what was not opened is new; opened without a script, it is new on no own device any more, and nobody else notices', async () => {
  const heading = 'Nur gelesen'
  await Promise.all([atPaula.goto('/post'), atClara.goto('/post')])
  const { id } = await house.announce(emre, { facility: apfelhof, groups: [sonnen], title: heading, text })
  const card = (page: Page) => page.getByRole('article').filter({ hasText: heading })
  await Promise.all([atPaula, atClara].map(({ page }) => seen(card(page).getByText(words.post.fresh))))
  const counted = (page: Page) => page.locator('#unread').textContent()
  const before = Number.parseInt((await counted(atPaula.page)) ?? '')
  const [heard, loads] = [atClara.heard.length, atPaula.loads]
  const plain = await house.window(paula.person, { scripts: false })
  for (const _twice of [1, 2]) await plain.page.goto(`/post/${id}`)
  await seen(card(atPaula.page))
  await gone(card(atPaula.page).getByText(words.post.fresh))
  if (before > 1) expect(await counted(atPaula.page)).toBe(words.shell.unread({ count: before - 1 }))
  expect(atPaula.loads).toBe(loads)
  expect(await house.rows('announcement-openings', { announcement: id, person: paula.person })).toBe(1)
  // What is for all may reach her by a second room; of who opened it she hears nothing.
  const since = atClara.heard.slice(heard).join()
  for (const word of ['opened', paula.as, paula.person]) expect(since).not.toContain(word)
  await seen(card(atClara.page).getByText(words.post.fresh))
})

test('[reach-02, N4, K-38] staff see in how many families it was opened, and print the children whom it has not reached', async () => {
  const { page } = atEmre
  const { reach } = publishing
  await atEmre.goto('/post')
  await page.getByRole('link', { name: 'Nur gelesen' }).click()
  const region = part(page, reach.title)
  await seen(region.getByText(/^1 von \d+ Familien haben sie geöffnet\.$/))
  // It stands behind a click: nothing of it is urgent.
  await gone(region.getByText('Jonte'))
  await region.getByText(/^Nicht erreicht \(\d+\)$/).click()
  await seen(region.getByText('Jonte'))
  await gone(region.getByText('Kim Tannhof'))
  expect(await violations(page)).toEqual([])
  await page.emulateMedia({ media: 'print' })
  await gone(region)
  await page.evaluate(() => Object.assign(globalThis, { print: () => undefined }))
  await page.emulateMedia({ media: null })
  await region.getByRole('button', { name: reach.print }).click()
  await page.emulateMedia({ media: 'print' })
  await seen(region.getByText('Jonte'))
  await seen(page.getByRole('heading', { name: 'Nur gelesen' }))
  await gone(page.getByText(text))
  await gone(page.getByRole('navigation'))
  await page.emulateMedia({ media: null })
  await page.evaluate(() => dispatchEvent(new Event('afterprint')))
  await seen(page.getByText(text))
  // Where a confirmation is asked for there is one list.
  await atEmre.goto(announcement)
  await seen(progress(page).getByText(/^\d+ von \d+ Familien haben sie geöffnet\.$/))
  await seen(progress(page).getByRole('button', { name: reach.print }))
  await gone(part(page, reach.title))
})

test('[D-07] what is being written survives a reload, with all its options', async () => {
  const { page } = atEmre
  await atEmre.goto('/post/neu')
  await write(page, 'Entwurf')
  await page.getByLabel(publishing.confirmation.all).check()
  await page.getByLabel(publishing.later.label).fill('2099-01-02T07:30')
  await page.getByLabel(publishing.urgent.label, { exact: true }).check()
  await page.getByLabel(publishing.urgent.reason).fill(reason)
  await atEmre.goto('/post/neu')
  await expect.poll(() => page.getByLabel(publishing.write.heading).inputValue()).toBe('Entwurf')
  expect(await page.getByLabel(publishing.confirmation.all).isChecked()).toBe(true)
  expect(await page.getByLabel(publishing.later.label).inputValue()).toBe('2099-01-02T07:30')
  expect(await page.getByLabel(publishing.urgent.reason).inputValue()).toBe(reason)
  // Too far ahead: refused, and nothing of it is lost.
  await tick(page)
  await send(page, publishing.later.submit)
  await seen(page.getByText(words.refusals['schedule-range']))
  expect(await page.getByLabel(publishing.write.heading).inputValue()).toBe('Entwurf')
  expect(await page.getByLabel(publishing.later.label).inputValue()).toBe('2099-01-02T07:30')
  expect(await page.getByLabel(publishing.urgent.reason).inputValue()).toBe(reason)
  // Emptied to be written anew, it is still meant for later, and urgent.
  await page.getByLabel(publishing.write.heading).fill('')
  await page.getByLabel(publishing.write.text, { exact: true }).fill('')
  expect(await page.getByLabel(publishing.later.label).inputValue()).toBe('2099-01-02T07:30')
  await page.getByLabel(publishing.write.text, { exact: true }).fill('Neu')
  await atEmre.goto('/post/neu')
  await expect.poll(() => page.getByLabel(publishing.later.label).inputValue()).toBe('2099-01-02T07:30')
  expect(await page.getByLabel(publishing.urgent.reason).inputValue()).toBe(reason)
})

test('[D-05, D-07] a scheduled one is planned through the gate, can be cancelled, and is seen by nobody else', async () => {
  const { page } = atEmre
  await atEmre.goto('/post/neu')
  await page.getByLabel(publishing.write.heading).fill('Nur geplant')
  await page.getByLabel(publishing.write.text, { exact: true }).fill(text)
  await page.getByLabel(publishing.later.label).fill(tomorrowAtSeven())
  await tick(page)
  await send(page, publishing.later.submit)
  await page.waitForURL(/\/post\?geplant=/)
  await seen(page.getByText(publishing.scheduled.stored))
  // The next one begins without its options.
  await atEmre.goto('/post/neu')
  expect(await page.getByLabel(publishing.later.label).inputValue()).toBe('')
  await atEmre.goto('/post')
  const planned = part(page, publishing.scheduled.title).getByRole('article').filter({ hasText: 'Nur geplant' })
  await seen(planned.getByText(/^Geplant für .*, 7:00 Uhr$/))
  await seen(planned.getByText(publishing.scheduled.urgent({ reason })))
  await seen(planned.getByText(publishing.scheduled.confirmation.all))
  expect(await violations(page)).toEqual([])
  await planned.getByRole('button', { name: publishing.scheduled.cancelThis({ title: 'Nur geplant' }) }).click()
  const dialog = page.getByRole('dialog', { name: publishing.scheduled.confirm })
  await dialog.getByRole('button', { name: publishing.scheduled.cancel }).click()
  await seen(page.getByText(publishing.scheduled.cancelled))
  await gone(planned)
  expect(atPaula.heardOf('Nur geplant')).toEqual([])
})

test('[D-07, D-02] a scheduled one appears by itself', async () => {
  await Promise.all([atEmre.goto('/post'), atPaula.goto('/post')])
  const loads = [atEmre.loads, atPaula.loads]
  await house.announce(emre, {
    ...{ facility: apfelhof, groups: [sonnen], title: 'Von selbst', text, confirmation: 'all' },
    publishAt: new Date(Date.now() + 5_000).toISOString(),
  })
  await seen(part(atEmre.page, publishing.scheduled.title).getByText('Von selbst'))
  await gone(atPaula.page.getByText('Von selbst'))
  await seen(atPaula.page.getByRole('link', { name: 'Von selbst' }))
  await seen(atPaula.page.getByRole('article').filter({ hasText: 'Von selbst' }).getByText(asking.todo))
  await gone(part(atEmre.page, publishing.scheduled.title))
  await seen(atEmre.page.getByRole('link', { name: 'Von selbst' }))
  expect([atEmre.loads, atPaula.loads]).toEqual(loads)
})

test('[D-07] what was held says why, and is taken over as a draft to be sent anew', async () => {
  const held = await house.announce(emre, {
    ...{ facility: apfelhof, groups: [sonnen], title: 'Gehalten', text, confirmation: 'one' },
    publishAt: new Date(Date.now() + 3_000).toISOString(),
  })
  await house.act(anna, 'module.switch', { facility: apfelhof, module: 'announcements', on: false })
  await expect
    .poll(() => house.rows('announcements', { _id: held.id, held: 'module-off' }), { timeout: 30_000 })
    .toBe(1)
  await house.act(anna, 'module.switch', { facility: apfelhof, module: 'announcements', on: true })
  const { page } = atEmre
  await atEmre.goto('/post')
  const card = part(page, publishing.scheduled.title).getByRole('article').filter({ hasText: 'Gehalten' })
  await seen(card.getByText(publishing.scheduled.held['module-off']))
  await card.getByRole('button', { name: publishing.scheduled.draftThis({ title: 'Gehalten' }) }).click()
  await page.waitForURL(/\/post\/neu\?gruppe=/)
  await expect.poll(() => page.getByLabel(publishing.write.heading).inputValue()).toBe('Gehalten')
  expect(await page.getByLabel(publishing.confirmation.one).isChecked()).toBe(true)
  await tick(page)
  await send(page)
  await page.waitForURL(/\/post\/[0-9a-f-]{36}$/)
  await seen(page.getByRole('heading', { level: 1, name: 'Gehalten' }))
})

/** Tomorrow at seven on the Kita's clock, as a form takes it. */
function tomorrowAtSeven(): string {
  const today = Temporal.Now.plainDateISO('Europe/Berlin')
  return `${today.add({ days: 1 }).toString()}T07:00`
}
