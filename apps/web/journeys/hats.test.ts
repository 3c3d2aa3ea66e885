import { afterAll, expect, test } from 'vitest'
import type { Role } from '@morgenkreis/protocol'
import { announcements } from '@morgenkreis/world'
import { composerOf, gone, seen, words } from './acts.ts'
import { clara, forestDay } from './cast.ts'
import { House } from './house.ts'
import { desktop, phone } from './window.ts'

const { roles, hat } = words.shell
const gymBags = announcements.find(({ title }) => title === 'Turnbeutel bitte wieder mitgeben')

const house = await House.open()
afterAll(() => house.close())
const window = await house.window(clara.person, { size: desktop })
const { page } = window
const banner = page.getByRole('banner')

const isOn = (role: Role) => banner.getByRole('button', { name: hat.title }).filter({ hasText: roles[role] })

async function putOn(role: Role) {
  if ((await isOn(role).count()) > 0) return
  await banner.getByRole('button', { name: hat.title }).click()
  await page.getByRole('button', { name: hat.switchTo({ role: roles[role], facility: 'Kita Apfelhof' }) }).click()
  await seen(isOn(role))
}

test('[hats-01] somebody with two hats sees which one is on, and changes it on the page where she is', async () => {
  await window.goto('/post')
  await putOn('guardian')
  await putOn('council')
  expect(new URL(page.url()).pathname).toBe('/post')
  await putOn('guardian')
  expect(new URL(page.url()).pathname).toBe('/post')
})

test('[hats-02] the other hat opens in sight, on a phone and on a desktop', async () => {
  await window.goto('/post')
  await putOn('guardian')
  const other = page.getByRole('button', { name: hat.switchTo({ role: roles.council, facility: 'Kita Apfelhof' }) })
  for (const size of [phone, desktop]) {
    await page.setViewportSize(size)
    await banner.getByRole('button', { name: hat.title }).click()
    await seen(other)
    const box = await other.boundingBox()
    expect(box?.y).toBeGreaterThanOrEqual(0)
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(size.height)
    await page.keyboard.press('Escape')
    await gone(other)
  }
})

test('[K-37] the council sees no comments of families; under her own child she does', async () => {
  await window.goto('/post')
  await putOn('council')
  await page.goto(`/post/${forestDay}`)
  await seen(page.getByText(words.comments.otherHat))
  await gone(page.getByRole('log'))
  await gone(composerOf(page).text)
  await putOn('guardian')
  expect(new URL(page.url()).pathname).toBe(`/post/${forestDay}`)
  await seen(page.getByRole('log'))
  await seen(composerOf(page).text)
})

test('[K-36] the council reads and writes for all groups; as a guardian she has one group, and writes no announcement', async () => {
  const title = page.getByRole('link', { name: gymBags?.title ?? '' })
  await window.goto('/post')
  await putOn('council')
  await seen(title)
  await seen(banner.getByRole('link', { name: words.shell.write }))
  await putOn('guardian')
  await gone(title)
  await gone(banner.getByRole('link', { name: words.shell.write }))
  await page.goto(`/post/${gymBags?.id}`)
  await seen(page.getByRole('heading', { name: words.errors.of.notFound.title }))
})

test('[hats-01] a hat of somebody else is not put on', async () => {
  await window.context.addCookies([{ name: 'hat', value: '018cc251-f404-7000-8000-000000000001', url: house.origin }])
  await window.goto('/heute')
  await gone(banner.getByRole('link', { name: words.shell.facility }))
  await page.goto('/einrichtung')
  await seen(page.getByRole('heading', { name: words.errors.of.forbidden.title }))
})
