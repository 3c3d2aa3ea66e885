import { openDaysAfter } from '@morgenkreis/domain'
import { consents } from '@morgenkreis/protocol/consents'
import { loadClosings } from '@morgenkreis/words'
import { apfelhof, children, idOf, kim, sonnen } from '@morgenkreis/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { gone, reporting, seen } from './acts.ts'
import { nextMorning } from './ahead.ts'
import { anna, clara, emre, mirjam, paula } from './cast.ts'
import { House } from './house.ts'
import { desktop } from './window.ts'

const closings = await loadClosings('de')
const { attendance, reasons } = reporting
const scarletFever = reporting.illness.notifiable['scarlet-fever']
const [feverNote, holidayNote] = ['Seit der Nacht 39,2.', 'An der Nordsee.']
const jonte = idOf('child', 21)
const waits = attendance.waits({ group: 'Sonnengruppe' })

const { day, setting } = nextMorning()
const longOf = (one: string) =>
  new Date(`${one}T12:00:00Z`).toLocaleDateString('de-DE', { weekday: 'long', day: 'numeric', month: 'long' })
const house = await House.open(setting)
afterAll(() => house.close())
const atAnna = await house.window(anna.person, { size: desktop })
const atMirjam = await house.window(mirjam.person, { size: desktop })

beforeAll(async () => {
  for (const module of ['sick-notes', 'absences'] as const)
    await house.act(anna, 'module.switch', { facility: apfelhof, module, on: true })
  // A head who reads no health data.
  await house.act(anna, 'membership.grant', { membership: anna.as, v: 1, rights: [] })
  const consent = { version: consents['sick-note'].version, language: 'de', accepted: true } as const
  const [ill, away] = [{ illness: 'scarlet-fever', consent } as const, { reason: 'holiday' } as const]
  const today = { from: day, to: day }
  await house.act(paula, 'sick-note.report', { children: [kim], ...today, note: feverNote, ...ill })
  await house.act(clara, 'absence.report', { children: [jonte], ...today, note: holidayNote, ...away })
})

test('[reports-05] a head who has Heute open reads within a minute that something waits: where, neither of whom nor what', async () => {
  const { page } = atAnna
  await atAnna.goto('/heute')
  await seen(page.getByText(attendance.absent, { exact: true }))
  expect(await house.act(anna, 'report.waiting', { facility: apfelhof })).toEqual({ groups: [] })
  await gone(page.getByText(waits))
  house.anHourLater()
  await expect.poll(() => page.getByRole('status').filter({ hasText: waits }).count(), { timeout: 60_000 }).toBe(1)
  expect(atAnna.loads).toBe(1)
  expect(atAnna.heardOf('scarlet-fever', scarletFever, feverNote)).toEqual([])
  // It is for her, and not for a list on the wall.
  await page.emulateMedia({ media: 'print' })
  await seen(page.getByText('Kim Tannhof'))
  await gone(page.getByText(waits))
  await page.emulateMedia({ media: null })

  await atMirjam.goto('/heute')
  for (const name of ['Kim Tannhof', 'Jonte Wintergrün'])
    await atMirjam.page.getByRole('button', { name: attendance.seeOf({ name }) }).click()
  await gone(page.getByText(waits))
})

test('[K-20] on paper stands who is here and who is not, and nothing else: no illness, no note, no way, no button', async () => {
  const { page } = atMirjam
  await atMirjam.goto('/heute')
  for (const text of [scarletFever, attendance.notifiable, feverNote, holidayNote]) await seen(page.getByText(text))
  await page.emulateMedia({ media: 'print' })
  const here = children.filter(({ id, group }) => group === sonnen && id !== kim && id !== jonte)
  const lines = (await page.locator('body').innerText()).split('\n').filter((line) => line.trim() !== '')
  expect(lines.slice(0, 6)).toEqual([
    `${attendance.title} ${longOf(day)}`,
    `Sonnengruppe ${attendance.here({ count: here.length })} · ${attendance.missing({ count: 2 })}`,
    ...['Jonte Wintergrün', reasons.holiday, 'Kim Tannhof', attendance.absent],
  ])
  expect(lines.slice(6).sort()).toEqual(here.map(({ name }) => name).sort())
  await seen(page.getByRole('listitem').locator('svg'), here.length + 2)
  for (const role of ['navigation', 'link', 'button'] as const) await gone(page.getByRole(role))
})

test('[K-20] who reads no reports looks at the days ahead, before any script, too: an ill child is away like any other', async () => {
  const [, ahead] = openDaysAfter(day, [], 2) as [string, string]
  const consent = { version: consents['sick-note'].version, language: 'de', accepted: true } as const
  const span = { from: ahead, to: ahead }
  await house.act(paula, 'sick-note.report', {
    children: [kim],
    ...span,
    illness: 'scarlet-fever',
    note: feverNote,
    consent,
  })
  for (const scripts of [true, false]) {
    const window = await house.window(emre.person, { scripts })
    const { page } = window
    await page.goto('/heute')
    const missing = page.getByRole('listitem').filter({ hasText: attendance.absent })
    expect(await missing.filter({ hasText: 'Kim Tannhof' }).count()).toBe(1)
    await page.getByRole('navigation', { name: attendance.days }).locator(`a[href="/heute?tag=${ahead}"]`).click()
    await seen(page.getByRole('heading', { name: `${attendance.title} ${longOf(ahead)}` }))
    await seen(missing.filter({ hasText: 'Kim Tannhof' }))
    await gone(page.getByText('Jonte Wintergrün').filter({ hasText: reasons.holiday }))
    expect(window.heardOf('scarlet-fever', scarletFever, feverNote)).toEqual([])
    await page.getByRole('navigation', { name: attendance.days }).locator('a[href="/heute"]').click()
    await seen(page.getByRole('heading', { name: `${attendance.title} ${longOf(day)}` }))
  }
})

test('[K-20] what is ahead is marked as seen there, before any script, too', async () => {
  const [, ahead] = openDaysAfter(day, [], 2) as [string, string]
  const { page } = await house.window(mirjam.person, { scripts: false })
  await page.goto(`/heute?tag=${ahead}`)
  const act = page.getByRole('button', { name: attendance.seeOf({ name: 'Kim Tannhof' }) })
  await act.click()
  await gone(act)
  await seen(page.getByRole('heading', { name: `${attendance.title} ${longOf(ahead)}` }))
  await seen(page.getByText(scarletFever))
})

test('[reports-05] the head says when a group opens, and finds it so', async () => {
  const { page } = atAnna
  await atAnna.goto('/einrichtung/schliesstage')
  const at = page.getByLabel(closings.opening.at({ group: 'Sonnengruppe' }))
  expect(await at.inputValue()).toBe('07:00')
  await at.fill('09:15')
  await page.getByRole('button', { name: closings.opening.saveOf({ group: 'Sonnengruppe' }) }).click()
  await seen(page.getByText(closings.opening.saved))
  await atAnna.goto('/einrichtung/schliesstage')
  expect(await at.inputValue()).toBe('09:15')
  expect(await page.getByLabel(closings.opening.at({ group: 'Igelgruppe' })).inputValue()).toBe('07:00')
})

test('[reports-04, closings-03] who comes later is not counted as away; on a closing day it says that the Kita is closed', async () => {
  const { groups } = await house.act(anna, 'presence.list', { facility: apfelhof })
  const here = groups
    .flatMap(({ group, children: all }) => (group === sonnen ? all : []))
    .find(({ away }) => away.length === 0)!
  await house.act(anna, 'absence.report', { children: [here.id], from: day, to: day, reason: 'late' })
  const { page } = atMirjam
  await atMirjam.goto('/heute')
  await seen(page.getByRole('heading', { name: attendance.late({ count: 1 }) }))
  const later = page.locator('.missing').getByRole('listitem').filter({ hasText: here.name })
  await seen(later.filter({ hasText: reasons.late }))
  const closed = page.getByText(attendance.closed({ day: 'Heute' }))
  await gone(closed)
  await house.act(anna, 'closing.add', { facility: apfelhof, from: day, to: day, reason: 'Teamtag' })
  await seen(closed)
})
