import { dayAfter } from '@morgenkreis/domain'
import { apfelhof } from '@morgenkreis/world'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { gone, reporting, seen, words } from './acts.ts'
import { violations } from './axe.ts'
import { anna, beate, emre, hanne, mirjam, paula } from './cast.ts'
import { House } from './house.ts'
import { desktop } from './window.ts'

const { form, sending, own, attendance, bases, illness } = reporting
const { fever, influenza } = illness.usual
const { chickenpox } = illness.notifiable

const house = await House.open()
afterAll(() => house.close())
const atHanne = await house.window(hanne.person)
const atBeate = await house.window(beate.person, { size: desktop })
const atMirjam = await house.window(mirjam.person)
const { page } = atHanne

const switched = (module: 'sick-notes' | 'absences', on: boolean) =>
  house.act(anna, 'module.switch', { facility: apfelhof, module, on })
beforeAll(async () => {
  await switched('sick-notes', true)
  await switched('absences', true)
})

/** A child that is away, in Heute. */
const child = (at: Page, name: string) => at.locator('.missing').getByRole('listitem').filter({ hasText: name })
/** What stands under "Gemeldet", as this reader calls the child. */
const report = (at: Page, name: string) =>
  at.getByRole('article').filter({ has: at.getByRole('heading', { name, exact: true }) })
const chip = (at: Page, name: string) => at.getByRole('checkbox', { name, exact: true })
const tick = (at: Page) => at.getByRole('checkbox', { name: /^Ich bin ausdrücklich/ })
const which = (at: Page) => at.getByLabel(form.illness, { exact: true })

async function remove(at: Page, name: string) {
  await report(at, name).getByRole('button', { name: own.remove }).click()
  const dialog = at.getByRole('dialog', { name: own.removeTitle })
  await seen(dialog.getByText(own.removeMeans))
  await dialog.getByRole('button', { name: own.remove }).click()
  await seen(at.getByText(own.removed))
}

test('[reports-02, K-20] two children are reported at once: with one tick a note of each, read where each belongs', async () => {
  await Promise.all([atBeate, atMirjam].map((window) => window.goto('/heute')))
  await atHanne.goto('/melden')
  await tick(page).check()
  const send = page.getByRole('button', { name: form.send })
  await send.click()
  await seen(page.getByRole('alert').filter({ hasText: form.childMissing }))
  for (const name of ['Mattimaus', 'Lottchen']) await chip(page, name).check()
  await which(page).selectOption({ label: fever })
  const today = await page.getByLabel(form.from, { exact: true }).inputValue()
  await page.getByLabel(form.to, { exact: true }).fill(dayAfter(today, 2))
  await send.click()
  await seen(page.getByText(sending.arrived))
  for (const name of ['Mattimaus', 'Lottchen']) {
    await seen(report(page, name).getByText(fever))
    await seen(report(page, name).getByText(own.arrived, { exact: true }))
  }
  expect(await house.rows('sick-notes', {})).toBe(2)
  for (const name of ['Matti Wiesengrund', 'Lotta Wiesengrund'])
    await seen(child(atBeate.page, name).getByText(`${fever}, bis`))
  // Lotta is of another group.
  await seen(child(atMirjam.page, 'Matti Wiesengrund').getByText(`${fever}, bis`))
  expect(atMirjam.heardOf('Lotta')).toEqual([])
})

test('[reports-03, K-103] changed with a new tick, it has to be seen anew; well again, it ends today', async () => {
  await atBeate.page.getByRole('button', { name: attendance.seeOf({ name: 'Matti Wiesengrund' }) }).click()
  await seen(report(page, 'Mattimaus').getByText(/^gesehen um /))
  await report(page, 'Mattimaus').getByRole('link', { name: own.change }).click()
  await seen(page.getByRole('heading', { name: form.change({ name: 'Mattimaus' }) }))
  expect(await which(page).inputValue()).toBe('fever')
  await which(page).selectOption({ label: influenza })
  await page.getByLabel(form.note).fill('Der Arzt war da.')
  await page.getByRole('button', { name: form.save }).click()
  await seen(page.getByRole('alert').filter({ hasText: form.tickMissing }))
  await tick(page).check()
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: form.save }).click()
  await seen(page.getByText(sending.arrived))
  await seen(report(page, 'Mattimaus').getByText(influenza))
  await seen(report(page, 'Mattimaus').getByText(own.arrived, { exact: true }))
  const matti = child(atBeate.page, 'Matti Wiesengrund')
  await seen(matti.getByText('Der Arzt war da.'))
  await seen(matti.getByText(influenza))
  await seen(matti.getByRole('button', { name: attendance.see }))

  const recover = report(page, 'Lottchen').getByRole('button', {
    name: own.recoverOn({ day: reporting.day.tomorrow }),
  })
  await recover.click()
  await gone(recover)
  await seen(report(page, 'Lottchen').getByText(`${fever}, ${reporting.day.today}`, { exact: true }))
  const lotta = child(atBeate.page, 'Lotta Wiesengrund')
  await gone(lotta.getByText(`${fever}, bis`))
  await seen(lotta.getByText(fever))
})

test('[K-22, K-24] the guardian deletes: on the screens of the team the child is here again', async () => {
  await remove(page, 'Mattimaus')
  await gone(report(page, 'Mattimaus'))
  for (const { page: at } of [atBeate, atMirjam]) {
    await gone(child(at, 'Matti Wiesengrund'))
    await seen(at.locator('.here').getByText('Matti Wiesengrund'))
  }
  await seen(child(atBeate.page, 'Lotta Wiesengrund'))
})

test('[K-21, K-24] staff with the right delete: it is gone before the eyes of the family', async () => {
  const { page: at } = atBeate
  await seen(report(page, 'Lottchen'))
  await at.getByRole('link', { name: attendance.enter }).click()
  await remove(at, 'Lotta Wiesengrund')
  await gone(report(at, 'Lotta Wiesengrund'))
  await gone(report(page, 'Lottchen'))
  await seen(page.getByText(own.none))
  expect(await house.rows('sick-notes', { deletedAt: null })).toBe(0)
})

test('[K-20, K-101] what came by telephone is entered with who called and the legal basis; the family reads neither', async () => {
  const atPaula = await house.window(paula.person)
  await atPaula.goto('/melden')
  const { page: at } = atMirjam
  await at.getByRole('link', { name: attendance.enter }).click()
  await at.getByRole('radio', { name: form.ill }).check()
  await chip(at, 'Kim Tannhof').check()
  await which(at).selectOption({ label: chickenpox })
  // Nobody here is asked for a consent that only a guardian can give.
  await gone(tick(at))
  const enter = at.getByRole('button', { name: form.enter })
  await enter.click()
  await seen(at.getByRole('alert').filter({ hasText: form.byMissing }))
  await at.getByLabel(form.by).fill('Oma Gerlinde')
  await at.getByLabel(form.basis).selectOption({ label: bases['infection-protection'] })
  expect(await violations(at)).toEqual([])
  await enter.click()
  await seen(at.getByText(sending.entered))
  await seen(report(at, 'Kim Tannhof').getByText(own.phoned({ by: 'Oma Gerlinde' })))
  const basis = { 'basis.kind': 'phone', 'basis.law': 'infection-protection' }
  expect(await house.rows('sick-notes', { ...basis, deletedAt: null })).toBe(1)

  await seen(atPaula.page.getByRole('article').getByText(chickenpox))
  await gone(atPaula.page.getByRole('article').getByText(mirjam.name))
  expect(atPaula.heardOf('Gerlinde', 'infection-protection')).toEqual([])
  await atMirjam.goto('/heute')
  await seen(child(at, 'Kim Tannhof').getByText(attendance.notifiable))
})

test('[reports-01, reports-04] without the right there is no way to it: not where absences are entered, nor where nothing can be', async () => {
  const atEmre = await house.window(emre.person, { size: desktop })
  const { page: at } = atEmre
  await atEmre.goto('/melden')
  await seen(at.getByLabel(form.reason, { exact: true }))
  for (const way of [which(at), at.getByLabel(form.by), at.getByLabel(form.basis)]) await gone(way)
  await atEmre.goto('/heute')
  await seen(at.getByRole('link', { name: attendance.enter }))
  await switched('absences', false)
  await gone(at.getByRole('link', { name: attendance.enter }))
  await seen(child(at, 'Kim Tannhof').getByText(attendance.absent, { exact: true }))
  await atEmre.show('/melden')
  await seen(at.getByRole('heading', { name: words.errors.of.notFound.title }))
  expect(atEmre.heardOf('Gerlinde', chickenpox, 'chickenpox')).toEqual([])
  await atMirjam.goto('/heute')
  await seen(atMirjam.page.getByRole('link', { name: attendance.enter }))
})
