import type { Locator } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { dayAfter } from '@morgenkreis/domain'
import { loadClosings, loadQuietHours } from '@morgenkreis/words'
import { apfelhof, sonnen } from '@morgenkreis/world'
import { composerOf, gone, office, seen, talk, words } from './acts.ts'
import { anna, emre, forestDay, paula, sami } from './cast.ts'
import { House } from './house.ts'
import { desktop } from './window.ts'

const { chats, children, modules, parts, rights } = office

const house = await House.open()
afterAll(() => house.close())
const atAnna = await house.window(anna.person, { size: desktop })
const { page } = atAnna
const part = (name: string) => page.getByRole('navigation', { name: parts.label }).getByRole('link', { name })
const switchOf = (name: string, checked: boolean) => page.getByRole('switch', { name, checked, exact: true })

async function turn(name: string, on: boolean) {
  await switchOf(name, !on).click()
  await seen(switchOf(name, on))
}

test('[K-02, K-03] the head switches a module off: it is gone from every page, and comes back with what was there', async () => {
  const atPaula = await house.window(paula.person)
  const inPost = await house.window(paula.person)
  await atPaula.goto('/heute')
  await inPost.goto('/post')
  const post = atPaula.page.getByRole('link', { name: words.shell.post, exact: true })
  const announced = inPost.page.getByRole('link', { name: 'Waldtag am Donnerstag' })
  const talks = inPost.page.getByRole('link', { name: words.threads.team({ group: 'Sonnengruppe' }) })
  for (const one of [post, announced, talks]) await seen(one)
  await atAnna.goto('/einrichtung')
  await part(parts.modules).click()
  const { title } = modules.of.announcements
  await turn(title, false)
  // Chats and conversations are on: they stand in an open list, and are found without the others.
  await gone(announced)
  await seen(talks)
  await inPost.goto('/post')
  await seen(talks)
  await seen(post)
  await seen(atPaula.page.getByText(words.today.quiet))
  await gone(page.getByRole('link', { name: words.shell.write }))
  const talking = [modules.of.chat.title, modules.of.conversations.title]
  for (const name of talking) await turn(name, false)
  await gone(post)
  await inPost.goto('/heute')
  for (const name of [title, ...talking]) await turn(name, true)
  await inPost.goto('/post')
  for (const one of [post, announced, talks]) await seen(one)
})

test('[K-02] without comments nobody is asked for one', async () => {
  await atAnna.goto('/einrichtung/bausteine')
  const { title } = modules.of.comments
  await switchOf(title, true).click()
  await seen(switchOf(title, false))
  const atPaula = await house.window(paula.person)
  await atPaula.goto(`/post/${forestDay}`)
  await seen(atPaula.page.getByRole('heading', { level: 1 }))
  await gone(composerOf(atPaula.page).send)
  await switchOf(title, false).click()
  await seen(switchOf(title, true))
})

test('[K-14] each module says which personal data it processes', async () => {
  await atAnna.goto('/einrichtung/bausteine')
  for (const { title, data } of Object.values(modules.of)) {
    const module = page.getByRole('article').filter({ has: page.getByRole('heading', { name: title }) })
    await seen(module.getByText(data))
  }
})

test('[K-14] everybody reads what is processed here, of what is switched on and of nothing else', async () => {
  const atPaula = await house.window(paula.person, { scripts: false })
  await atPaula.page.goto('/mehr')
  await atPaula.page.getByRole('link', { name: words.more.data }).click()
  await seen(atPaula.page.getByRole('heading', { level: 1, name: words.more.data }))
  const { comments, polls } = modules.of
  await seen(atPaula.page.getByText(comments.data))
  await gone(atPaula.page.getByText(polls.data))
})

test('[K-02, K-36] without any script the head makes a chat one to read; a family’s open page has no composer any more', async () => {
  const [atHead, atPaula] = [await house.window(anna.person, { scripts: false }), await house.window(paula.person)]
  await atPaula.goto(`/post/chat/${sonnen}`)
  const box = atPaula.page.getByLabel(talk.label)
  await seen(box)
  const turn = async (mode: keyof typeof chats.of) => {
    await atHead.page.goto('/einrichtung/chats')
    const form = atHead.page.locator('form').filter({ has: atHead.page.getByText('Sonnengruppe', { exact: true }) })
    await form.getByRole('radio', { name: chats.of[mode].title }).check()
    await form.getByRole('button', { name: chats.save }).click()
    await seen(atHead.page.getByText(chats.saved))
  }
  await turn('read-only')
  await gone(box)
  await seen(atPaula.page.getByText(talk.readOnly))
  await turn('open')
  await seen(box)
})

test('[K-74] the head grants a right, and sees that it counts', async () => {
  await atAnna.goto('/einrichtung')
  await page.getByRole('link', { name: rights.of({ name: emre.name }) }).click()
  await page.getByRole('checkbox', { name: rights.each.health.title }).check()
  await page.getByRole('button', { name: rights.save }).click()
  await seen(page.getByRole('status').filter({ hasText: rights.saved }))
  const { members } = await house.act(anna, 'membership.list', { facility: apfelhof })
  expect(members.find(({ id }) => id === emre.as)?.rights).toEqual(['health'])
  expect(await page.getByRole('checkbox', { name: rights.each.health.title }).isChecked()).toBe(true)
})

test('[K-36, K-38] a sibling joins another group: the guardian reads there at once, under the sign', async () => {
  const atSami = await house.window(sami.person)
  await atSami.goto('/heute')
  await atAnna.goto('/einrichtung')
  await part(parts.children).click()
  await page.getByRole('link', { name: children.add }).click()
  await page.getByLabel(children.form.name).fill('Noor Neuling')
  await page.getByRole('radio', { name: 'Sonnengruppe' }).check()
  await page.getByRole('radio', { name: words.signs.whale }).check({ force: true })
  await page.getByLabel(children.form.find).fill(sami.name)
  await page.getByRole('checkbox', { name: new RegExp(sami.name) }).check()
  await page.getByRole('checkbox', { name: children.form.custody }).filter({ visible: true }).check()
  await page.getByRole('button', { name: children.form.save }).click()
  await seen(page.getByRole('status').filter({ hasText: children.joined }))
  await seen(page.getByText('Noor Neuling').first())
  await house.announce(emre, { facility: apfelhof, groups: [sonnen], title: 'Für die Sonnen', text: 'Auch für Noor.' })
  await atSami.goto('/post')
  await seen(atSami.page.getByRole('link', { name: 'Für die Sonnen' }))
  await seen(atSami.page.getByRole('img', { name: words.signs.whale }).first())
  expect(atSami.heard.join('\n')).not.toContain('Neuling')
})

test('[K-63] a child leaves after a question, and with it the group', async () => {
  await atAnna.goto('/einrichtung/kinder')
  await page.getByRole('button', { name: children.leavesNamed({ name: 'Noor Neuling' }) }).click()
  const dialog = page.getByRole('dialog', { name: children.confirm.title({ name: 'Noor Neuling' }) })
  await seen(dialog)
  await dialog.getByRole('button', { name: children.leaves }).click()
  await seen(page.getByRole('status').filter({ hasText: children.left }))
  await gone(page.getByText('Noor Neuling'))
  const atSami = await house.window(sami.person)
  await atSami.goto('/post')
  await gone(atSami.page.getByRole('link', { name: 'Für die Sonnen' }))
})

test('a child without a name is not taken in, and what was entered stays', async () => {
  await atAnna.goto('/einrichtung/kinder/neu')
  await page.locator('form[action="?/join"]').evaluate((form: HTMLFormElement) => (form.noValidate = true))
  await page.getByRole('radio', { name: words.signs.train }).check({ force: true })
  await page.getByRole('button', { name: children.form.save }).click()
  await seen(page.getByRole('alert').filter({ hasText: words.refusals.invalid }))
  expect(await page.getByRole('radio', { name: words.signs.train }).isChecked()).toBe(true)
})

test('[look-02] by keyboard alone: a module is switched, a right granted, a sign chosen', async () => {
  const reach = async (target: Locator) => {
    await seen(target)
    for (let left = 120; left > 0; left -= 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return
      await page.keyboard.press('Tab')
    }
    throw new Error('the keyboard does not get there')
  }
  const { title } = modules.of.comments
  await atAnna.goto('/einrichtung/bausteine')
  for (const before of [true, false]) {
    await reach(switchOf(title, before))
    await page.keyboard.press('Enter')
    await seen(switchOf(title, !before))
  }
  await atAnna.goto(`/einrichtung/person/${emre.as}`)
  await reach(page.getByRole('checkbox', { name: rights.each.moderate.title }))
  await page.keyboard.press('Space')
  await reach(page.getByRole('button', { name: rights.save }))
  await page.keyboard.press('Enter')
  await seen(page.getByRole('status').filter({ hasText: rights.saved }))
  await atAnna.goto('/einrichtung/kinder/neu')
  await reach(page.getByRole('radio', { name: words.signs.hedgehog, exact: true }))
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowRight')
  expect(await page.getByRole('radio', { name: words.signs.boat }).isChecked()).toBe(true)
})

test('[K-01] rights that were refused are said to be, and stay ticked; another person has its own', async () => {
  await atAnna.goto(`/einrichtung/person/${emre.as}`)
  const health = page.getByRole('checkbox', { name: rights.each.health.title })
  const exporting = page.getByRole('checkbox', { name: rights.each.export.title })
  const [before, other] = [await health.isChecked(), await exporting.isChecked()]
  await health.setChecked(!before)
  await exporting.check()
  // A right that there is not.
  await exporting.evaluate((box: HTMLInputElement) => (box.value = 'gossip'))
  await page.getByRole('button', { name: rights.save }).click()
  await seen(page.getByRole('alert').filter({ hasText: words.refusals.invalid }))
  expect(await health.isChecked()).toBe(!before)
  await atAnna.goto(`/einrichtung/person/${emre.as}`)
  expect([await health.isChecked(), await exporting.isChecked()]).toEqual([before, other])
})

test('[N5] the head sets quiet hours for a role; who has it reads them with the own ones', async () => {
  const texts = await loadQuietHours('de')
  const { title } = texts.of.guardian
  const form = page.locator('form').filter({ has: page.getByRole('heading', { name: title }) })
  const save = form.getByRole('button', { name: texts.saveNamed({ whose: title }) })
  const atPaula = await house.window(paula.person, { scripts: false })
  await atAnna.goto('/einrichtung')
  await part(parts.quietHours).click()
  await form.getByRole('checkbox', { name: texts.onNamed({ whose: title }) }).check()
  await form.getByLabel(texts.from, { exact: true }).fill('12:15')
  await form.getByLabel(texts.to, { exact: true }).fill('12:15')
  await save.click()
  await seen(page.getByRole('alert').filter({ hasText: words.refusals.invalid }))
  expect(await form.getByLabel(texts.to, { exact: true }).inputValue()).toBe('12:15')
  await form.getByLabel(texts.to, { exact: true }).fill('13:45')
  await save.click()
  await seen(page.getByRole('status').filter({ hasText: texts.saved }))
  await atPaula.page.goto(`${house.origin}/mehr/mitteilungen`)
  await seen(atPaula.page.getByText('von 19:00 bis 6:30 Uhr und von 12:15 bis 13:45 Uhr meldet sich ohnehin nichts.'))
})

test('whom one looks for stays when the page is read anew', async () => {
  await atAnna.goto('/einrichtung')
  await page.getByLabel(office.find).fill(sami.name)
  await house.act(anna, 'facility.describe', { facility: apfelhof, phone: null, email: null, address: null })
  await seen(page.getByRole('link', { name: office.contact.enter }))
  expect(await page.getByLabel(office.find).inputValue()).toBe(sami.name)
})

test('[closings-01, closings-02] the head enters closing days, changes and removes them; an open Heute says so at once', async () => {
  const texts = await loadClosings('de')
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(new Date())
  const atPaula = await house.window(paula.person)
  await atPaula.goto('/heute')
  const line = (text: string | RegExp) => atPaula.page.getByRole('listitem').filter({ hasText: text })
  await atAnna.goto('/einrichtung')
  await part(parts.closings).click()
  await seen(page.getByText(texts.empty))
  await page.getByLabel(texts.reason).fill('Teamtag')
  await page.getByRole('button', { name: texts.add }).click()
  await seen(page.getByRole('alert').filter({ hasText: texts.wrong }))
  expect(await page.getByLabel(texts.reason).inputValue()).toBe('Teamtag')
  await page.getByLabel(texts.from).fill('2020-02-29')
  await page.getByRole('button', { name: texts.add }).click()
  await seen(page.getByRole('alert').filter({ hasText: words.refusals['closing-out-of-range'] }))
  await page.getByLabel(texts.from).fill(today)
  await page.getByLabel(texts.to).fill('')
  await page.getByRole('button', { name: texts.add }).click()
  await seen(page.getByRole('status').filter({ hasText: texts.added }))
  await seen(line(texts.today({ reason: 'Teamtag' })))
  await page.getByRole('link', { name: /^Ändern: Teamtag/ }).click()
  await seen(page.getByRole('heading', { name: texts.changeTitle }))
  expect(await page.getByLabel(texts.from).inputValue()).toBe(today)
  await page.getByLabel(texts.reason).fill('Putzwoche')
  await page.getByLabel(texts.to).fill(dayAfter(today, 4))
  await page.getByRole('button', { name: texts.save }).click()
  await seen(page.getByRole('status').filter({ hasText: texts.saved }))
  await seen(line(/^Heute geschlossen, bis .+: Putzwoche$/))
  await page.getByRole('button', { name: /^Löschen: Putzwoche/ }).click()
  await page.getByRole('dialog', { name: texts.removing.title }).getByRole('button', { name: texts.remove }).click()
  await seen(page.getByRole('status').filter({ hasText: texts.removed }))
  await gone(line('Putzwoche'))
})
