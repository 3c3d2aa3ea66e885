import { apfelhof, idOf } from '@morgenkreis/world'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { violations } from './axe.ts'
import { gone, office, reporting, seen, words } from './acts.ts'
import { anna, emre, paula, sami } from './cast.ts'
import { enteredBeforeScripts } from './held.ts'
import { House } from './house.ts'
import { desktop } from './window.ts'

const { form, sending, own, attendance } = reporting
const phoneNumber = '+49 (0)40 66969-118'
const fever = reporting.illness.usual.fever

const house = await House.open()
afterAll(() => house.close())
const atPaula = await house.window(paula.person)
const { page } = atPaula

const send = (at: Page) => at.getByRole('button', { name: form.send })
const tick = (at: Page) => at.getByRole('checkbox', { name: /^Ich bin ausdrücklich/ })
const offer = (at: Page) => at.getByRole('link', { name: /^Wie letztes Mal/ })
const kim = (at: Page) => at.getByRole('listitem').filter({ has: at.getByText('Kim Tannhof') })

test('[K-19, K-02] there is nothing to report until the head switches it on; then it is in the menu at once', async () => {
  await atPaula.goto('/heute')
  const entry = page.getByRole('link', { name: words.shell.report, exact: true })
  await gone(entry)
  const { page: atAnna } = await house.window(anna.person, { size: desktop })
  await atAnna.goto('/einrichtung/bausteine')
  const { modules } = office
  for (const module of ['sick-notes', 'absences'] as const) {
    const { title: name } = modules.of[module]
    await atAnna.getByRole('switch', { name, checked: false }).click()
    await seen(atAnna.getByRole('switch', { name, checked: true }))
  }
  await entry.click()
  await seen(page.getByRole('heading', { level: 1, name: reporting.title }))
})

test('[K-25] the head says which number one calls, and it is on the open pages at once; without one they say so', async () => {
  await atPaula.goto('/melden')
  const { contact } = office
  const { page: atAnna } = await house.window(anna.person, { scripts: false })
  await atAnna.goto('/einrichtung/kontakt')
  await atAnna.getByLabel(contact.phone).fill('morgens anrufen')
  await atAnna.getByRole('button', { name: contact.save }).click()
  await seen(atAnna.getByText(contact.wrong.phone))
  expect(await atAnna.getByLabel(contact.phone).inputValue()).toBe('morgens anrufen')
  await atAnna.getByLabel(contact.phone).fill('')
  await atAnna.getByRole('button', { name: contact.save }).click()
  await seen(atAnna.getByText(contact.saved))
  await atAnna.goto('/mehr')
  await seen(atAnna.getByText(words.more.reach.noPhone))
  await atAnna.goto('/einrichtung')
  await atAnna.getByRole('link', { name: contact.enter }).click()
  await atAnna.getByLabel(contact.phone).fill(phoneNumber)
  await atAnna.getByRole('button', { name: contact.save }).click()
  await seen(atAnna.getByText(contact.saved))
  await expect.poll(() => atPaula.heardOf(phoneNumber), { timeout: 30_000 }).toEqual([phoneNumber])
})

test('[K-100, K-101, K-103] without the tick nothing is sent, and the focus says where it is missing', async () => {
  await atPaula.goto('/melden')
  await seen(tick(page))
  expect(await tick(page).isChecked()).toBe(false)
  await send(page).click()
  await seen(page.getByRole('alert').filter({ hasText: form.tickMissing }))
  expect(await tick(page).evaluate((box) => box === document.activeElement)).toBe(true)
  expect(await house.rows('sick-notes', {})).toBe(0)
})

test('[K-22, K-24, reports-03] an ill child at 6:40 with a bad network: it says what is so, keeps everything, and arrives once', async () => {
  const { context } = atPaula
  await page.getByLabel(form.illness, { exact: true }).selectOption({ label: fever })
  await page.getByLabel(form.note).fill('Seit heute Nacht, 39,2.')
  await tick(page).check()
  await context.setOffline(true)
  await send(page).click()
  await seen(page.getByText(sending.notYet))
  await seen(page.getByText(sending.waiting))
  await seen(page.getByRole('link', { name: phoneNumber }))
  // It stays in the open page: neither a draft nor the outbox has it.
  expect(await keptBy(page)).not.toContain('39,2')
  expect(await page.getByLabel(form.note).inputValue()).toBe('Seit heute Nacht, 39,2.')
  expect(await house.rows('sick-notes', {})).toBe(0)

  await context.setOffline(false)
  await seen(page.getByText(sending.arrived))
  await gone(page.getByText(sending.notYet))
  await seen(page.getByText(own.arrived, { exact: true }))
  // The page was read anew since, and says it still.
  await seen(page.getByText(sending.arrived))
  expect(await house.rows('sick-notes', {})).toBe(1)
  expect(await page.getByLabel(form.note).inputValue()).toBe('')
  expect(await tick(page).isChecked()).toBe(false)
  expect(await keptBy(page)).not.toContain('39,2')
})

test('[K-20, reports-01, reports-04] the educator’s Heute: who is here, who is not, and why as far as each may know', async () => {
  const atEmre = await house.window(emre.person)
  await atEmre.goto('/heute')
  await seen(kim(atEmre.page).getByText(attendance.absent, { exact: true }))
  expect(await violations(atEmre.page)).toEqual([])
  expect(atEmre.heardOf('fever', fever, '39,2')).toEqual([])

  const atMirjam = await house.window(idOf('person', 102), { size: desktop })
  await atMirjam.goto('/heute')
  await seen(kim(atMirjam.page).getByText(fever))
  expect(await violations(atMirjam.page)).toEqual([])
  await kim(atMirjam.page).getByRole('button', { name: attendance.see }).click()
  const seenAt = /^gesehen um \d+:\d\d Uhr$/
  await seen(kim(atMirjam.page).getByText(seenAt))
  // On the other side it stands at once.
  await seen(page.getByText(seenAt))
  expect(await violations(page)).toEqual([])

  const atSami = await house.window(sami.person)
  await atSami.goto('/heute')
  await atSami.goto('/melden')
  expect(atSami.heardOf('39,2', 'report.changed', 'Kim')).toEqual([])
})

test('[reports-06] the last choice is offered first, and is in the form with one click; the tick is asked for anew', async () => {
  await atPaula.goto('/melden')
  await offer(page).click()
  expect(await page.getByLabel(form.illness, { exact: true }).inputValue()).toBe('fever')
  expect(await tick(page).isChecked()).toBe(false)
  const { page: without } = await house.window(paula.person, { scripts: false })
  await without.goto('/melden')
  await offer(without).click()
  expect(await without.getByLabel(form.illness, { exact: true }).inputValue()).toBe('fever')
})

test('[K-103] a report is changed: the form says whose it is, can be left, and asks for the tick anew', async () => {
  await atPaula.goto('/melden')
  const noted = page.getByRole('article').filter({ hasText: fever })
  await noted.getByRole('link', { name: own.change }).click()
  const changing = page.getByRole('region', { name: form.change({ name: 'Kimchen' }) })
  await seen(changing)
  await changing.getByRole('link', { name: words.shell.cancel }).click()
  await gone(changing)
  await noted.getByRole('link', { name: own.change }).click()
  await seen(changing)
  expect(await page.getByLabel(form.note).inputValue()).toBe('Seit heute Nacht, 39,2.')
  expect(await tick(page).isChecked()).toBe(false)
  await page.getByLabel(form.note).fill('Jetzt 38,4.')
  await page.getByRole('button', { name: form.save }).click()
  await seen(page.getByRole('alert').filter({ hasText: form.tickMissing }))
  await tick(page).check()
  await page.getByRole('button', { name: form.save }).click()
  await seen(page.getByText(sending.arrived))
  await seen(noted.getByText('Jetzt 38,4.'))
  await gone(changing)
  // The page was read anew since, and says it still.
  await seen(page.getByText(sending.arrived))
  expect(await house.rows('sick-notes', {})).toBe(1)
})

test('[look-04] what was chosen before the script ran is sent', async () => {
  const { before, after } = await enteredBeforeScripts(atPaula, '/melden', async () => {
    await page.getByRole('radio', { name: form.ill }).check()
    await page.getByLabel(form.illness, { exact: true }).selectOption('influenza')
    await page.getByLabel(form.note).fill('Noch ohne Skript.')
    await tick(page).check()
  })
  expect(after).toEqual(before)
  await send(page).click()
  await seen(page.getByText(sending.arrived))
  const sent = page.getByRole('article').filter({ hasText: 'Noch ohne Skript.' })
  await seen(sent.getByText(reporting.illness.usual.influenza))
  await sent.getByRole('button', { name: own.remove }).click()
  await page.getByRole('dialog').getByRole('button', { name: own.remove }).click()
  await gone(sent)
})

test('[reports-06] the last choice takes the place of whatever was chosen meanwhile', async () => {
  await atPaula.goto('/melden')
  for (const other of ['fever', 'influenza']) {
    await page.getByLabel(form.illness, { exact: true }).selectOption(other)
  }
  await offer(page).click()
  expect(await page.getByLabel(form.illness, { exact: true }).inputValue()).toBe('fever')
})

test('[K-101] without any script: refused without the tick and kept, reported with it, deleted again', async () => {
  const { page: bare } = await house.window(paula.person, { scripts: false })
  await bare.goto('/melden')
  await bare.getByRole('radio', { name: form.ill }).check()
  await bare.getByLabel(form.note).fill('Ohne Skript.')
  await send(bare).click()
  await seen(bare.getByRole('alert').filter({ hasText: words.refusals['consent-missing'] }))
  expect(await bare.getByLabel(form.note).inputValue()).toBe('Ohne Skript.')
  await tick(bare).check()
  await send(bare).click()
  await seen(bare.getByText(sending.arrived))
  const note = bare.getByRole('article').filter({ hasText: 'Ohne Skript.' })
  await note.getByRole('button', { name: own.remove }).click()
  await bare.getByRole('dialog').getByRole('button', { name: own.remove }).click()
  await seen(bare.getByText(own.removed))
  await gone(note)
  await gone(page.getByText('Ohne Skript.'))
})

test('[reports-04] staff without the right enter an absence, and take it back; illness is not offered to them', async () => {
  const { page: at } = await house.window(emre.person, { size: desktop })
  await at.goto('/heute')
  await at.getByRole('link', { name: attendance.enter }).click()
  await seen(at.getByRole('heading', { level: 1, name: reporting.titleStaff }))
  await gone(at.getByLabel(form.illness, { exact: true }))
  await at.getByRole('checkbox', { name: 'Jonte Wintergrün' }).check()
  await at.getByLabel(form.reason, { exact: true }).selectOption({ label: reporting.reasons.late })
  await at.getByRole('button', { name: form.enter }).click()
  await seen(at.getByText(sending.entered))
  const entry = at.getByRole('article').filter({ hasText: 'Jonte Wintergrün' })
  await seen(entry)
  expect(await violations(at)).toEqual([])
  await entry.getByRole('button', { name: own.remove }).click()
  await at.getByRole('dialog').getByRole('button', { name: own.remove }).click()
  await gone(entry)
  const { absences } = await house.act(paula, 'absence.list', { facility: apfelhof, children: [idOf('child', 11)] })
  expect(absences).toEqual([])
})

/** All texts that this origin keeps in the browser. */
const keptBy = (at: Page) =>
  at.evaluate(async () => {
    const kept = [...Object.values({ ...localStorage }), ...Object.values({ ...sessionStorage })].map(String)
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const opening = indexedDB.open(name)
        opening.onsuccess = () => resolve(opening.result)
      })
      for (const store of database.objectStoreNames) {
        const reading = database.transaction(store).objectStore(store).getAll()
        kept.push(
          await new Promise<string>((resolve) => (reading.onsuccess = () => resolve(JSON.stringify(reading.result)))),
        )
      }
      database.close()
    }
    return kept.join('\n')
  })
