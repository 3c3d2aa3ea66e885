import { openDaysAfter } from '@morgenkreis/domain'
import { loadAccount, loadAudit, loadHolds, loadKeeping } from '@morgenkreis/words'
import { apfelhof, demoPassword, kim } from '@morgenkreis/world'
import { afterAll, expect, test } from 'vitest'
import { commentIn, gone, office, seen, words } from './acts.ts'
import { anna, emre, forestDay, paul, paula, sami } from './cast.ts'
import { House } from './house.ts'
import { desktop } from './window.ts'

const { periods, trash } = await loadKeeping('de')
const { own: account, farewell } = await loadAccount('de')
const audit = await loadAudit('de')
const holds = await loadHolds('de')

const house = await House.open()
afterAll(() => house.close())

const said = (text: string) => house.comment(paula, forestDay, text)

test('[K-77, K-82, D-08] removed by the head, found in the trash with its two dates, restored: it is on the open screen of another family again', async () => {
  const { id } = await said('Kommt wieder aus dem Papierkorb.')
  const atPaul = await house.window(paul.person)
  await atPaul.goto(`/post/${forestDay}`)
  const bubble = commentIn(atPaul.page, 'Kommt wieder aus dem Papierkorb.')
  await seen(bubble)
  await house.act(anna, 'comment.remove', { comment: id })
  await gone(bubble)
  const { page } = await house.window(anna.person, { size: desktop })
  await page.goto('/einrichtung')
  await page
    .getByRole('navigation', { name: office.parts.label })
    .getByRole('link', { name: office.parts.trash })
    .click()
  const item = page.getByRole('article').filter({ hasText: 'Kommt wieder aus dem Papierkorb.' })
  await seen(item.getByText(/^Im System bis .+, in der letzten Sicherung bis .+$/))
  await item.getByRole('button').click()
  await seen(page.getByRole('status').filter({ hasText: trash.restored }))
  await gone(item)
  await seen(bubble)
})

test('[D-08] an announcement that comes back stands on the open page again, with its comments', async () => {
  const atSami = await house.window(sami.person)
  const { announcements } = await house.act(anna, 'announcement.list', { facility: apfelhof })
  const evening = announcements.find((one) => 'title' in one && one.title === 'Einladung zum Elternabend')!
  await atSami.goto(`/post/${evening.id}`)
  await seen(atSami.page.getByRole('heading', { name: 'Einladung zum Elternabend' }))
  await house.act(anna, 'announcement.remove', { announcement: evening.id })
  await seen(atSami.page.getByText(words.announcements.withdrawn))
  await house.act(anna, 'announcement.restore', { announcement: evening.id })
  await seen(atSami.page.getByRole('heading', { name: 'Einladung zum Elternabend' }))
  await seen(atSami.page.getByRole('log'))
})

test('[K-82] without any script: a guardian gets back what it withdrew itself', async () => {
  const { id } = await said('Doch nicht zurückgezogen.')
  await house.act(paula, 'comment.remove', { comment: id })
  const { page } = await house.window(paula.person, { scripts: false })
  await page.goto('/mehr')
  await page.getByRole('link', { name: words.more.trash }).click()
  const item = page.getByRole('article').filter({ hasText: 'Doch nicht zurückgezogen.' })
  await seen(item.getByText(trash.withdrawn))
  await item.getByRole('button').click()
  await seen(page.getByRole('status').filter({ hasText: trash.restored }))
  await page.goto(`/post/${forestDay}`)
  await seen(commentIn(page, 'Doch nicht zurückgezogen.'))
})

test('[K-05] without any script: the head locks a comment with its law, reads once more what it means, and lifts it', async () => {
  await said('Ein Unfall an der Rutsche.')
  const atPaul = await house.window(paul.person)
  await atPaul.goto(`/post/${forestDay}`)
  const bubble = commentIn(atPaul.page, 'Ein Unfall an der Rutsche.')
  await seen(bubble)
  await gone(bubble.getByRole('link', { name: holds.place.title }))
  const { page } = await house.window(anna.person, { scripts: false, size: desktop })
  await page.goto(`/post/${forestDay}`)
  await commentIn(page, 'Ein Unfall an der Rutsche.').getByRole('link', { name: holds.place.title }).click()
  await page.getByLabel(holds.place.source).fill('§ 34 SGB VII')
  const day = page.getByLabel(holds.place.until)
  await day.evaluate((field) => (field.removeAttribute('min'), field.setAttribute('value', '2020-02-29')))
  await page.getByRole('button', { name: holds.place.next }).click()
  await seen(page.getByRole('alert').filter({ hasText: words.refusals['hold-out-of-range'] }))
  await day.fill('2040-01-31')
  await page.getByRole('button', { name: holds.place.next }).click()
  await seen(page.getByText(/^Nach § 34 SGB VII bis 31\. Januar 2040\. /))
  await page.getByRole('button', { name: holds.place.change }).click()
  expect(await page.getByLabel(holds.place.source).inputValue()).toBe('§ 34 SGB VII')
  await page.getByRole('button', { name: holds.place.next }).click()
  await page.getByRole('button', { name: holds.place.submit }).click()
  await seen(page.getByRole('status').filter({ hasText: holds.placed }))
  await gone(bubble)
  const lock = page.getByRole('listitem').filter({ hasText: '§ 34 SGB VII, bis 31.01.2040' })
  await seen(lock)
  await lock.getByRole('button').first().click()
  await page.getByRole('dialog', { name: holds.lifting.title }).getByRole('button', { name: holds.lift }).click()
  await seen(page.getByRole('status').filter({ hasText: holds.lifted }))
  await seen(page.getByText(holds.empty))
})

test('[K-76] without any script: the head sees what a shorter period deletes, then sets it', async () => {
  const { page } = await house.window(anna.person, { scripts: false, size: desktop })
  await page.goto('/einrichtung/fristen')
  const { title } = office.modules.of.comments
  const days = page.getByLabel(periods.daysOf({ kept: title }))
  expect(await days.inputValue()).toBe('365')
  await days.fill('21')
  await page.getByRole('button', { name: periods.showNamed({ kept: title }) }).click()
  await seen(page.getByRole('status').filter({ hasText: periods.proposed({ kept: title, days: 21 }) }))
  await seen(page.getByRole('row').filter({ hasText: title }).first())
  await page.getByRole('button', { name: periods.saveNamed({ kept: title }) }).click()
  await seen(page.getByRole('status').filter({ hasText: periods.saved }))
  expect(await days.inputValue()).toBe('21')
})

test('[K-72, K-73] the head reads who changed what, filters by what was done, and finds no content', async () => {
  const atAnna = await house.window(anna.person, { size: desktop })
  const { page } = atAnna
  await page.goto('/einrichtung/protokoll')
  await expect
    .poll(async () => {
      await page.reload()
      return page.getByRole('row').filter({ hasText: 'Frist geändert' }).count()
    })
    .toBeGreaterThan(0)
  const row = page.getByRole('row').filter({ hasText: 'Kommentar wiederhergestellt' }).filter({ hasText: anna.name })
  await seen(row)
  await page.getByLabel(audit.operation).selectOption('retention.set')
  await page.getByRole('button', { name: audit.filter }).click()
  await seen(page.getByRole('row').filter({ hasText: 'Frist geändert' }))
  await gone(page.getByRole('row').filter({ hasText: 'Kommentar' }))
  await page.getByLabel(audit.day).fill('2020-02-29')
  await page.getByRole('button', { name: audit.filter }).click()
  await seen(page.getByText(audit.none))
  expect(atAnna.heardOf('Kommt wieder aus dem Papierkorb.', 'Doch nicht zurückgezogen.')).toEqual([])
})

test('[I3, K-81] tapped twice, deleting and getting back is done once and says so', async () => {
  await said('Zweimal getippt.')
  const { page } = await house.window(paula.person)
  // As two taps send it, before the first has been answered.
  const twice = (name: string) =>
    page.getByRole('button', { name }).evaluate(async (button) => {
      const form = (button as HTMLButtonElement).form!
      const send = () =>
        fetch(form.action, { method: 'POST', headers: { accept: 'text/html' }, body: new FormData(form) })
      const answers = await Promise.all([send(), send()])
      return answers.map(({ url }) => new URL(url).search)
    })
  await page.goto('/mehr/konto')
  expect(await twice(account.removeNamed({ excerpt: 'Zweimal getippt.' }))).toEqual(['?geloescht', '?geloescht'])
  await page.goto('/einrichtung/papierkorb')
  const back = '?wiederhergestellt'
  expect(await twice(trash.restoreNamed({ excerpt: 'Zweimal getippt.' }))).toEqual([back, back])
})

test('[K-02, K-22] without any script: what was reported before a module was switched off is found and deleted with the own account', async () => {
  const turn = (on: boolean) => house.act(anna, 'module.switch', { facility: apfelhof, module: 'absences', on })
  const day = openDaysAfter(new Date().toISOString().slice(0, 10), [], 1)[0]!
  await turn(true)
  await house.act(paula, 'absence.report', { children: [kim], from: day, to: day, reason: 'holiday' })
  await turn(false)
  const { page } = await house.window(paula.person, { scripts: false })
  await page.goto('/mehr/konto')
  const kept = page.getByRole('region', { name: account.reports })
  const excerpt = `${account.reportKinds.absence}, Kimchen, `
  await kept.getByRole('button', { name: account.removeNamed({ excerpt }) }).click()
  await page.getByRole('dialog').getByRole('button', { name: account.remove, exact: true }).click()
  await seen(page.getByRole('status').filter({ hasText: account.forGood }))
  await gone(kept)
})

test('[K-30] the last admin is told to name a successor, and has no button', async () => {
  const { page } = await house.window(anna.person)
  await page.goto('/mehr/konto')
  await seen(page.getByText(account.lastAdmin({ facilities: 'Kita Apfelhof' })))
  await gone(page.getByRole('button', { name: account.submit }))
})

test('[K-06, K-79, K-81, N1] a guardian deletes one message, then the account: the rest bears no name, on screens that are open', async () => {
  await said('Den nehme ich noch mit.')
  const atEmre = await house.window(emre.person)
  await atEmre.goto(`/post/${forestDay}`)
  const left = commentIn(atEmre.page, 'Doch nicht zurückgezogen.')
  await seen(left.filter({ hasText: paula.name }))
  const atPaula = await house.window(paula.person)
  const { page } = atPaula
  await atPaula.goto('/mehr')
  await page.getByRole('link', { name: words.more.account }).click()
  await page.getByRole('button', { name: account.removeNamed({ excerpt: 'Den nehme ich noch mit.' }) }).click()
  await seen(page.getByRole('status').filter({ hasText: account.removed }))
  await page.getByLabel(account.password).fill('Falsch-2025-Falsch!')
  await page.getByRole('button', { name: account.submit }).click()
  await seen(page.getByRole('alert').filter({ hasText: account.wrong }))
  await page.getByLabel(account.password).fill(demoPassword)
  await page.getByRole('button', { name: account.submit }).click()
  await page.waitForURL('**/auf-wiedersehen')
  await seen(page.getByRole('heading', { name: farewell.title }))
  await seen(page.getByText(/^Aus dem System gelöscht: Heute\. In der letzten Sicherung bis: .+\.$/))
  await seen(left.filter({ hasText: 'Ehemaliges Mitglied' }))
  await gone(commentIn(atEmre.page, 'Den nehme ich noch mit.'))
  await gone(left.filter({ hasText: paula.name }))
  expect((await atPaula.context.cookies()).map(({ name }) => name)).toEqual(['quittung'])
  await page.goto('/heute')
  expect(new URL(page.url()).pathname).toBe('/anmelden')
})
