import type { Locator, Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { apfelhof, children as kids, memberships, people } from '@morgenkreis/world'
import { office, seen, gone, talk, words } from './acts.ts'
import { violations } from './axe.ts'
import { anna, hanne, emre } from './cast.ts'
import { House } from './house.ts'
import { tabTo } from './keyboard.ts'
import { desktop } from './window.ts'

const { children, rights } = office

const house = await House.open()
afterAll(() => house.close())

/** Hanne and Ole have Matti together. */
const matti = kids.find(({ name }) => name === 'Matti Wiesengrund')!
const ole = people.find(({ name }) => name === 'Ole Wiesengrund')!
const asOle = memberships.find(({ person }) => person === ole.id)!.id

const ticks = (page: Page, of: string) => page.getByRole('listitem').filter({ hasText: of })
const householdsOf = async () =>
  (await house.act(anna, 'household.list', { facility: apfelhof })).children.find(({ id }) => id === matti.id)
    ?.households
const press = async (page: Page, goal: Locator, key: string) => {
  await tabTo(page, goal)
  await page.keyboard.press(key)
}

test('[N9, look-02] by keyboard the head marks a guardian as living apart: the open page of the common conversation ends there', async () => {
  const text = 'Wir kommen beide.'
  const { thread } = await house.act(hanne, 'conversation.start', { child: matti.id, partner: 'team', text })
  const [atHanne, atAnna] = [await house.window(hanne.person), await house.window(anna.person, { size: desktop })]
  await atHanne.goto(`/post/chat/${thread}`)
  await seen(atHanne.page.getByLabel(talk.label))
  expect(await householdsOf()).toHaveLength(1)
  const { page } = atAnna
  await atAnna.goto('/einrichtung/kinder')
  await press(page, page.getByRole('link', { name: new RegExp(`^${matti.name}`) }), 'Enter')
  await seen(page.getByRole('heading', { level: 1, name: children.edit.title({ name: matti.name }) }))
  expect(await violations(page)).toEqual([])
  const apart = ticks(page, ole.name).getByRole('checkbox', { name: children.form.apart })
  await press(page, apart, 'Space')
  await press(page, page.getByRole('button', { name: children.edit.save }), 'Enter')
  await seen(page.getByRole('status').filter({ hasText: children.edit.saved }))
  expect(await apart.isChecked()).toBe(true)
  expect(await householdsOf()).toHaveLength(2)
  await gone(atHanne.page.getByLabel(talk.label))
  await seen(atHanne.page.getByText(words.refusals['conversation-over']))
  await seen(atHanne.page.getByText(text))
})

test('[K-62, K-63] when nobody of the family is left, staff is not offered to write to it, nor to hand it over', async () => {
  const fenja = kids.find(({ name }) => name === 'Fenja Brombeck')!
  const { thread } = await house.act(emre, 'conversation.start', {
    child: fenja.id,
    partner: 'team',
    text: 'Guten Tag!',
  })
  const atEmre = await house.window(emre.person)
  await atEmre.goto(`/post/chat/${thread}`)
  const handOver = atEmre.page.getByRole('button', { name: talk.pass.head })
  await seen(handOver)
  const { children: here } = await house.act(anna, 'child.list', { facility: apfelhof })
  const { v, sign, name } = here.find(({ id }) => id === fenja.id)!
  await house.act(anna, 'child.change', { child: fenja.id, v, sign, name, guardians: [] })
  await seen(atEmre.page.getByText(words.refusals['family-gone']))
  await gone(atEmre.page.getByLabel(talk.label))
  await gone(handOver)
})

test('[K-62] without any script the head takes a guardian from a child; an older page saves nothing over it', async () => {
  const [older, page] = [
    (await house.window(anna.person, { scripts: false })).page,
    (await house.window(anna.person, { scripts: false })).page,
  ]
  for (const one of [older, page]) await one.goto(`/einrichtung/kinder/${matti.id}`)
  await ticks(page, ole.name).getByRole('checkbox').first().uncheck()
  await page.getByRole('button', { name: children.edit.save }).click()
  await seen(page.getByRole('status').filter({ hasText: children.edit.saved }))
  const { members } = await house.act(anna, 'membership.list', { facility: apfelhof })
  // Lotta holds him.
  expect(members.find(({ id }) => id === asOle)?.children.map(({ name }) => name)).toEqual(['Lotta Wiesengrund'])
  await older.getByLabel(children.form.name).fill('Matti W.')
  await older.getByRole('button', { name: children.edit.save }).click()
  await seen(older.getByRole('alert').filter({ hasText: words.refusals['changed-meanwhile'] }))
  await seen(older.getByText(children.edit.now({ name: matti.name, guardians: hanne.name })))
  expect(await older.getByLabel(children.form.name).inputValue()).toBe('Matti W.')
})

test('[K-02] what is switched off is gone from an open list of children', async () => {
  const atAnna = await house.window(anna.person)
  await atAnna.goto('/einrichtung/kinder')
  const begins = atAnna.page.getByRole('link', { name: children.talkNamed({ name: matti.name }) })
  await seen(begins)
  const turn = (on: boolean) => house.act(anna, 'module.switch', { facility: apfelhof, module: 'conversations', on })
  await turn(false)
  await gone(begins)
  await turn(true)
  await seen(begins)
})

test('[K-74] what a deputy granted meanwhile is not taken by an older page, nor what was ticked there', async () => {
  const rightsOf = async () => {
    const { members } = await house.act(anna, 'membership.list', { facility: apfelhof })
    return members.find(({ id }) => id === emre.as)!
  }
  const grant = async (...given: ('health' | 'moderate')[]) => {
    const { v } = await rightsOf()
    await house.act(anna, 'membership.grant', { membership: emre.as, v, rights: given })
  }
  const box = (page: Page, right: 'health' | 'moderate') =>
    page.getByRole('checkbox', { name: rights.each[right].title })
  const atAnna = await house.window(anna.person)
  const { page } = atAnna
  const older = (await house.window(anna.person, { scripts: false })).page
  await atAnna.goto(`/einrichtung/person/${emre.as}`)
  await older.goto(`/einrichtung/person/${emre.as}`)
  await box(page, 'moderate').check()
  await grant('health')
  await expect.poll(() => box(page, 'health').isChecked()).toBe(true)
  expect(await box(page, 'moderate').isChecked()).toBe(true)
  // Without a script it says so, and what now counts.
  await box(older, 'moderate').check()
  await older.getByRole('button', { name: rights.save }).click()
  await seen(older.getByRole('alert').filter({ hasText: words.refusals['changed-meanwhile'] }))
  await seen(older.getByText(rights.now({ rights: rights.each.health.title })))
  expect([await box(older, 'health').isChecked(), await box(older, 'moderate').isChecked()]).toEqual([false, true])
  expect((await rightsOf()).rights).toEqual(['health'])
  await box(older, 'health').check()
  await older.getByRole('button', { name: rights.save }).click()
  await seen(older.getByRole('status').filter({ hasText: rights.saved }))
  expect((await rightsOf()).rights.toSorted()).toEqual(['health', 'moderate'])
})
