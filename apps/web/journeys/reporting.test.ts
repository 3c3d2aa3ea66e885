import type { Right } from '@morgenkreis/protocol'
import { apfelhof, kim } from '@morgenkreis/world'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { gone, reporting, seen, words } from './acts.ts'
import { anna, mirjam, paula } from './cast.ts'
import { House } from './house.ts'
import type { Window } from './window.ts'

const { form, sending, own } = reporting

const house = await House.open()
afterAll(() => house.close())
beforeAll(async () => {
  for (const module of ['sick-notes', 'absences'] as const)
    await house.act(anna, 'module.switch', { facility: apfelhof, module, on: true })
})

const consent = { version: 1, language: 'de', accepted: true } as const
const fever = (day: string) => ({ illness: 'scarlet-fever' as const, from: day, to: day })
/** What the house's clock calls today. */
async function dayOf({ page }: Window) {
  await page.goto('/melden')
  return page.getByLabel(form.from, { exact: true }).inputValue()
}

const send = (at: Page) => at.getByRole('button', { name: form.send })
const tick = (at: Page) => at.getByRole('checkbox', { name: /^Ich bin ausdrücklich/ })
const note = (at: Page) => at.getByLabel(form.note)
const leaving = (at: Page) => at.getByRole('link', { name: words.shell.today, exact: true })
const listed = (at: Page, text: string) => at.getByRole('article').filter({ hasText: text })

/** Answers the next question of the page, and says which it was. */
const asked = (at: Page, leaves: boolean) =>
  new Promise<string>((heard) => {
    at.once('dialog', (dialog) => {
      heard(dialog.message())
      void (leaves ? dialog.accept() : dialog.dismiss())
    })
  })

/** A window in which everything goes by single requests. */
async function withoutSocket(): Promise<Window> {
  const window = await house.window(paula.person)
  await window.page.addInitScript('delete window.WebSocket')
  return window
}

async function fill(at: Page, text: string) {
  await at.getByRole('radio', { name: form.ill }).check()
  await note(at).fill(text)
  await tick(at).check()
}

test('[reports-03] who leaves the page with something unsent is asked first; who stays keeps it, and it arrives once', async () => {
  const window = await house.window(paula.person)
  const { page, context } = window
  await window.goto('/melden')
  await fill(page, 'Halb geschrieben.')
  const first = asked(page, false)
  await leaving(page).click()
  expect(await first).toBe(sending.leaveEntered)
  expect(await note(page).inputValue()).toBe('Halb geschrieben.')

  await context.setOffline(true)
  await send(page).click()
  await seen(page.getByText(sending.waiting))
  const second = asked(page, false)
  // A pointer would have the page that it is over loaded ahead.
  await leaving(page).press('Enter')
  expect(await second).toBe(sending.leaveUnsent)
  await seen(page.getByText(sending.notYet))
  await context.setOffline(false)
  await seen(page.getByText(sending.arrived))
  await seen(listed(page, 'Halb geschrieben.'))
  expect(await house.rows('sick-notes', { deletedAt: null })).toBe(1)

  // Nothing is left to lose.
  await leaving(page).click()
  await page.waitForURL('**/heute')
  await page.goBack()
  await note(page).fill('Doch nicht.')
  const third = asked(page, true)
  await leaving(page).click()
  expect(await third).toBe(sending.leaveEntered)
  await page.waitForURL('**/heute')
})

test('[reports-03] stored without an answer, stopped and sent once more as it was: it is one report', async () => {
  const window = await withoutSocket()
  const { page } = window
  await window.show('/melden')
  await page.route('**/api/sick-note.report', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await fill(page, 'Nur einmal.')
  await send(page).click()
  await seen(page.getByText(sending.waiting))
  await page.getByRole('button', { name: sending.stop }).click()
  await seen(page.getByText(sending.unsure))
  await page.unrouteAll({ behavior: 'wait' })
  const before = await house.rows('sick-notes', { deletedAt: null })
  await send(page).click()
  await seen(page.getByText(sending.arrived))
  expect(await house.rows('sick-notes', { deletedAt: null })).toBe(before)
})

test('[reports-03] that it arrived is shown from the answer itself, whatever becomes of reading the page anew', async () => {
  const window = await house.window(paula.person)
  const { page } = window
  await window.goto('/melden')
  await page.route('**/__data.json*', (route) => route.abort())
  await fill(page, 'Ohne Nachladen.')
  await send(page).click()
  await seen(page.getByText(sending.arrived))
  await seen(listed(page, 'Ohne Nachladen.').getByText(own.arrived, { exact: true }))
  expect(await note(page).inputValue()).toBe('')
  expect(window.loads).toBe(1)
  await page.unrouteAll({ behavior: 'wait' })
})

test('[reports-03] the sign-in has expired: it says so and whom to call, and the report goes out after signing in again', async () => {
  const window = await withoutSocket()
  const { page, context } = window
  await window.show('/melden')
  await fill(page, 'Nach der Anmeldung.')
  const cookies = await context.cookies()
  await context.clearCookies()
  await send(page).click()
  await seen(page.getByText(sending.signedOut))
  await seen(page.getByText(sending.notYet))
  await gone(page.getByText(sending.waiting))
  const way = page
    .getByRole('status')
    .getByRole('link', { name: words.shell.connection.signIn })
    .and(page.locator('[target=_blank]'))
  const [other] = await Promise.all([context.waitForEvent('page'), way.click()])
  await seen(other.getByRole('heading', { level: 1, name: words.sessions.title }))
  await other.close()
  expect(await note(page).inputValue()).toBe('Nach der Anmeldung.')
  expect(await house.rows('sick-notes', { deletedAt: null })).toBe(3)
  const token = await house.tokenOf(paula.person)
  await context.addCookies(cookies.map((cookie) => ({ ...cookie, value: token })))
  await page.getByRole('button', { name: sending.now }).click()
  await seen(page.getByText(sending.arrived))
  expect(await house.rows('sick-notes', { deletedAt: null })).toBe(4)
})

test('[K-02] refused for good, it says that the Kita has not got it, and keeps what was entered', async () => {
  const window = await withoutSocket()
  const { page } = window
  await window.show('/melden')
  await fill(page, 'Abgeschaltet.')
  await house.act(anna, 'module.switch', { facility: apfelhof, module: 'sick-notes', on: false })
  await send(page).click()
  await seen(page.getByText(sending.refused))
  await seen(page.getByText(sending.notYet))
  await seen(page.getByText(words.refusals['module-off']))
  expect(await note(page).inputValue()).toBe('Abgeschaltet.')
  await house.act(anna, 'module.switch', { facility: apfelhof, module: 'sick-notes', on: true })
})

test('[K-20] without the right an open page shows no illness any more, on Heute and among what was reported', async () => {
  const [today, desk] = [await house.window(mirjam.person), await house.window(mirjam.person)]
  await house.act(paula, 'sick-note.report', { children: [kim], ...fever(await dayOf(today)), consent })
  const illness = reporting.illness.notifiable['scarlet-fever']
  await Promise.all([today.goto('/heute'), desk.goto('/melden')])
  await seen(today.page.getByText(illness))
  await seen(desk.page.getByRole('article').getByText(illness))
  await desk.page.getByLabel(form.noteStaff).fill('Angefangen.')
  await grant([])
  await gone(today.page.getByText(illness))
  await gone(desk.page.getByRole('article').getByText(illness))
  expect(await desk.page.getByLabel(form.noteStaff).inputValue()).toBe('Angefangen.')
  await grant(['health'])
  await seen(today.page.getByText(illness))
})

/** The head ticks these rights of Mirjam. */
async function grant(rights: Right[]) {
  const { members } = await house.act(anna, 'membership.list', { facility: apfelhof })
  const { v } = members.find(({ id }) => id === mirjam.as)!
  await house.act(anna, 'membership.grant', { membership: mirjam.as, v, rights })
}

/** A report of Paula's in a window of hers, open to be changed, with this text in the form. */
async function changing(text: string) {
  const window = await house.window(paula.person)
  const day = await dayOf(window)
  const { sickNotes } = await house.act(paula, 'sick-note.report', {
    children: [kim],
    ...fever(day),
    note: text,
    consent,
  })
  const { id: sickNote } = sickNotes[0]!
  await window.goto(`/melden?aendern=${sickNote}`)
  await note(window.page).fill('Mein neuer Text.')
  await tick(window.page).check()
  return { page: window.page, sickNote, day }
}

test('[reports-03] changed by somebody else meanwhile: the new version is shown, what was entered stays, and goes once it was read', async () => {
  const { page, sickNote, day } = await changing('Vorher.')
  await house.act(paula, 'sick-note.change', { sickNote, v: 1, ...fever(day), note: 'Inzwischen.', consent })
  const newer = page.getByRole('status').filter({ hasText: form.newer })
  await seen(newer.getByText('Inzwischen.'))
  expect(await note(page).inputValue()).toBe('Mein neuer Text.')
  await page.getByRole('button', { name: form.save }).click()
  await seen(page.getByText(sending.arrived))
  await seen(listed(page, 'Mein neuer Text.'))
  await gone(listed(page, 'Inzwischen.'))
})

test('[K-24, reports-03] deleted meanwhile: the form says so, keeps what was entered, and does not bring it back unasked', async () => {
  const { page, sickNote } = await changing('Wird gelöscht.')
  await house.act(paula, 'sick-note.remove', { sickNote })
  await seen(page.getByText(form.gone))
  expect(await note(page).inputValue()).toBe('Mein neuer Text.')
  const { page: bare } = await house.window(paula.person, { scripts: false })
  const other = await house.act(paula, 'sick-note.report', {
    ...{ children: [kim], ...fever(await page.getByLabel(form.from, { exact: true }).inputValue()), consent },
  })
  const { id } = other.sickNotes[0]!
  await bare.goto(`/melden?aendern=${id}`)
  await note(bare).fill('Ohne Skript geändert.')
  await tick(bare).check()
  const before = await house.rows('sick-notes', { deletedAt: null })
  await house.act(paula, 'sick-note.remove', { sickNote: id })
  await bare.getByRole('button', { name: form.save }).click()
  await seen(bare.getByText(form.gone))
  expect(await note(bare).inputValue()).toBe('Ohne Skript geändert.')
  expect(await house.rows('sick-notes', { deletedAt: null })).toBe(before - 1)
})

test('[K-22] deleting twice is deleting once, and says that it is done', async () => {
  const { page } = await house.window(paula.person, { scripts: false })
  await page.goto('/melden')
  const removal = page.locator('form[action="?/remove"]').first()
  const valueOf = (name: string) => removal.locator(`[name=${name}]`).inputValue()
  const sent = { report: await valueOf('report'), kind: await valueOf('kind'), request: await valueOf('request') }
  const press = () =>
    page.request.post('/melden?/remove', {
      form: sent,
      headers: { origin: house.origin, accept: 'text/html' },
      maxRedirects: 0,
    })
  const answers = [await press(), await press()]
  expect(answers.map((answer) => [answer.status(), answer.headers()['location']])).toEqual([
    [303, '/melden?geloescht'],
    [303, '/melden?geloescht'],
  ])
})
