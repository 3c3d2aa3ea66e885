import { apfelhof } from '@morgenkreis/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reporting, seen } from './acts.ts'
import { anna, mirjam, paula } from './cast.ts'
import { House } from './house.ts'

const { form, sending } = reporting

const house = await House.open()
afterAll(() => house.close())
beforeAll(async () => {
  for (const module of ['sick-notes', 'absences'] as const)
    await house.act(anna, 'module.switch', { facility: apfelhof, module, on: true })
})

test('[K-22, reports-03, I3] a report whose reply is lost on the way goes again as the same one: the Kita has it once, and the page ends in saying so', async () => {
  const window = await house.window(paula.person)
  const { page } = window
  await window.goto('/melden')
  await page.getByLabel(form.illness, { exact: true }).selectOption({ label: reporting.illness.usual.fever })
  await page.getByRole('checkbox', { name: /^Ich bin ausdrücklich/ }).check()

  const requests: string[] = []
  const lost = 2
  await page.route('**/api/sick-note.report', async (route) => {
    requests.push(String((route.request().postDataJSON() as { request: string }).request))
    if (requests.length > lost) return route.continue()
    // The gateway stores it and answers; nothing of the answer comes through.
    await route.fetch()
    await route.abort('connectionreset')
  })
  await page.getByRole('button', { name: form.send }).click()

  await seen(page.getByText(sending.notYet))
  await expect.poll(() => house.rows('sick-notes', {}), { timeout: 30_000 }).toBe(1)
  // Stored as it is, the page cannot know, and does not pretend.
  expect(await page.getByText(sending.arrived).count()).toBe(0)
  await seen(page.getByText(sending.arrived))
  await expect.poll(() => page.getByText(sending.notYet).count()).toBe(0)

  expect(requests.length).toBe(lost + 1)
  expect(new Set(requests).size).toBe(1)
  expect(await house.rows('sick-notes', {})).toBe(1)
  const { sickNotes } = await house.act(mirjam, 'sick-note.list', { facility: apfelhof })
  expect(sickNotes).toMatchObject([{ illness: 'fever' }])
  // Read anew, it stands among the own reports once.
  await window.goto('/melden')
  await seen(page.getByRole('main').getByText(reporting.own.arrived, { exact: true }))
})
