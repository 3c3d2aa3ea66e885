import { apfelhof, sonnen } from '@morgenkreis/world'
import { afterAll, expect, test } from 'vitest'
import { composerOf, seen, words } from './acts.ts'
import { emre, paula } from './cast.ts'
import { onDevice } from './device.ts'
import { House } from './house.ts'

const chat = `/post/chat/${sonnen}`
const { sending } = words.comments

const house = await House.open()
afterAll(() => house.close())
const atPaula = await house.window(paula.person)

test('[offline-11] a comment that is refused while a chat is open is kept for its author', async () => {
  const { page, context } = atPaula
  const { id } = await house.announce(emre, {
    facility: apfelhof,
    groups: [sonnen],
    title: 'Waldtag',
    text: 'Kommt mit!',
  })
  await atPaula.goto(`/post/${id}`)
  const composer = composerOf(page)
  await composer.text.fill('Wir bringen den Bollerwagen mit.')
  await composer.tick.check()
  await context.setOffline(true)
  await composer.send.click()
  await seen(page.getByRole('log').locator('.bubble').filter({ hasText: 'Bollerwagen' }))
  await page.goto('about:blank')
  await house.act(emre, 'announcement.remove', { announcement: id })
  await context.setOffline(false)
  await atPaula.goto(chat)
  await expect.poll(() => onDevice(page), { timeout: 30_000 }).toContain('"state":"refused"')
  await atPaula.goto(`/post/${id}`)
  const kept = page.locator('.bubble').filter({ hasText: 'Bollerwagen' })
  await seen(kept.getByRole('button', { name: sending.copy }))
  await kept.getByRole('button', { name: sending.discard }).click()
})
