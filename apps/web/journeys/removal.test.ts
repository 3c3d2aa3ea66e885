import { afterAll, expect, test } from 'vitest'
import { apfelhof, named, wellen } from '@morgenkreis/world'
import { commentIn, composerOf, gone, office, seen, words } from './acts.ts'
import { anna, clara, forestDay, paula, sami } from './cast.ts'
import { House } from './house.ts'
import { desktop } from './window.ts'

const { sessions } = words
const facilities = office

const house = await House.open()
afterAll(() => house.close())
const atAnna = await house.window(anna.person, { size: desktop })
const atSami = await house.window(sami.person)

test('[K-35] the head takes the access away; the open page of that person says so by itself', async () => {
  await atSami.goto('/post')
  await seen(atSami.page.getByRole('heading', { level: 1, name: words.post.title }))
  const { page } = atAnna
  await atAnna.goto('/einrichtung')
  await page.getByLabel(facilities.find).fill(sami.name)
  await page.getByRole('link', { name: facilities.removeNamed({ name: sami.name }) }).click()
  const dialog = page.getByRole('dialog', { name: facilities.confirm.title({ name: sami.name }) })

  await dialog.getByRole('link', { name: words.shell.cancel }).click()
  await gone(dialog)
  await seen(page.getByRole('rowheader').filter({ hasText: sami.name }))
  await page.getByRole('link', { name: facilities.removeNamed({ name: sami.name }) }).click()
  await dialog.getByRole('button', { name: facilities.remove }).click()
  await seen(page.getByRole('status').filter({ hasText: facilities.removed }))
  await gone(page.getByRole('rowheader').filter({ hasText: sami.name }))

  await seen(atSami.page.getByRole('heading', { name: sessions.noMembership }))
  await seen(atSami.page.getByText(sessions.noMembershipNext))
  expect(new URL(atSami.page.url()).pathname).toBe('/anmelden')
})

test('[K-35] nothing more reaches that person, and nothing old is left to read; the account remains', async () => {
  const title = 'Nach dem Abschied'
  const already = atSami.heard.length
  await house.announce(anna, { facility: apfelhof, groups: [wellen], title, text: 'Nur noch für die, die da sind.' })
  await seen(atAnna.page.getByRole('heading', { level: 1 }))
  const { page } = atSami
  for (const path of ['/heute', '/post', '/mehr']) {
    await page.goto(path)
    await seen(page.getByRole('heading', { name: sessions.noMembership }))
  }
  await page.goBack()
  await gone(page.getByRole('article'))
  const heard = atSami.heard.slice(already).join('\n')
  expect([title, 'Kita Apfelhof', 'Wellengruppe'].filter((text) => heard.includes(text))).toEqual([])

  await page.getByRole('button', { name: sessions.logout }).click()
  await seen(page.getByRole('heading', { name: sessions.title }))
})

test('[K-35] what a removed person had waiting is published nowhere, and its page says that access ended', async () => {
  const { page, context } = await house.window(paula.person).then(async (window) => {
    await window.goto(`/post/${forestDay}`)
    return window
  })
  const before = await house.rows('comments', { announcement: forestDay })
  await composerOf(page).text.fill('Aus dem Tunnel.')
  await composerOf(page).tick.check()
  await context.setOffline(true)
  await seen(page.getByRole('status').filter({ hasText: 'Keine Verbindung' }))
  await composerOf(page).send.click()
  await seen(commentIn(page, 'Aus dem Tunnel.'))
  await house.act(anna, 'membership.remove', { membership: paula.as })
  await context.setOffline(false)
  await seen(page.getByRole('heading', { name: sessions.noMembership }))
  expect(await house.rows('comments', { announcement: forestDay })).toBe(before)
})

test('[K-35, hats-01] who loses one hat of two goes on under the other', async () => {
  const atClara = await house.window(clara.person)
  const { page } = atClara
  await atClara.context.addCookies([{ name: 'hat', value: named.clara.council, url: house.origin }])
  await atClara.goto(`/post/${forestDay}`)
  await gone(page.getByRole('log'))
  await house.act(anna, 'membership.remove', { membership: named.clara.council })
  await seen(page.getByRole('log'))
  await gone(page.getByRole('banner').getByRole('button', { name: words.shell.hat.title }))
})
