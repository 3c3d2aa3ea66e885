import { roles } from '@morgenkreis/sandbox'
import { load } from '@morgenkreis/words'
import { afterAll, expect, test } from 'vitest'
import { seen, words as german } from './acts.ts'
import { forestDay, paula } from './cast.ts'
import { House } from './house.ts'
import { moduleScenes } from './module-scenes.ts'
import { scenes, windowOn } from './scenes.ts'
import { textsIn } from './tongues.ts'

const english = await load('en')

const house = await House.open()
afterAll(() => house.close())

test('[language-01] the language is changed in Mehr, on this device, and back', async () => {
  const { page } = await house.window(paula.person)
  await page.goto('/mehr')
  expect(await page.getAttribute('html', 'lang')).toBe('de')
  // What finds no German here would find none anywhere.
  const { more, sessions } = german
  const there = [more.you, more.language, more.theme, more.themes.dark, more.apply, sessions.logout, more.licence]
  expect((await textsIn('de', page)).join('\n')).toSatisfy((found: string) =>
    there.every((text) => found.includes(text)),
  )
  await page.getByLabel('English').check()
  await page.getByRole('button', { name: german.more.apply }).click()
  await seen(page.getByRole('heading', { level: 1, name: english.more.title }))
  expect(await page.getAttribute('html', 'lang')).toBe('en')
  expect(await textsIn('en', page)).toEqual(expect.arrayContaining([english.more.you, english.sessions.logout]))
  await page.goto('/post')
  await seen(page.getByRole('navigation', { name: english.shell.navigation }))
  await page.goto('/mehr')
  await page.getByLabel('Deutsch').check()
  await page.getByRole('button', { name: english.more.apply }).click()
  await seen(page.getByRole('heading', { level: 1, name: german.more.title }))
})

test('[language-01] a browser that wishes for English gets it, also before the sign-in', async () => {
  const { page } = await house.window(null, { locale: 'en-GB' })
  await page.goto('/anmelden')
  await seen(page.getByRole('heading', { name: english.sessions.title }))
})

for (const { name, person, screens } of roles.filter(({ name }) => name !== 'reading-educator')) {
  test(`[language-02] no German is left on the English screens of a ${name}, but what people wrote`, async () => {
    const window = await house.window(person, { locale: 'en-GB' })
    const left: string[] = []
    for (const { name: screen, path, then } of screens) {
      await window.show(path)
      await then?.(window.page)
      left.push(...(await textsIn('de', window.page)).map((text) => `${screen}: ${text}`))
    }
    expect(left).toEqual([])
  })
}

test.for([...scenes, ...moduleScenes])(
  '[language-02] $name: in German nothing is English, in English nothing is German',
  async (scene) => {
    const path = await scene.stage(house)
    for (const { locale, own, other } of [
      { locale: 'de-DE', own: 'de', other: 'en' },
      { locale: 'en-GB', own: 'en', other: 'de' },
    ] as const) {
      const window = await windowOn(house, scene, locale)
      const { page } = window
      await window.show(path)
      await scene.then?.(page)
      expect([locale, await textsIn(other, page)]).toEqual([locale, []])
      expect((await textsIn(own, page)).length).toBeGreaterThan(3)
      await window.context.close()
    }
  },
)

test('[K-104] on an English screen the binding German sentence stands above its translation', async () => {
  const { page } = await house.window(paula.person, { locale: 'en-GB' })
  await page.goto(`/post/${forestDay}`)
  const box = page.getByRole('checkbox')
  const name = await box.evaluate((element: HTMLInputElement) => element.labels?.[0]?.innerText.split('\n'))
  expect(name).toEqual([
    'Ich bin mir bewusst, dass mein Kommentar für alle Gruppenmitglieder sichtbar ist.',
    'I am aware that my comment is visible to all members of the group.',
  ])
  const label = page.locator('label', { has: box })
  const [sentence, translation] = [label.locator('[lang=de]'), label.locator('[lang=en]')]
  const [above, below] = [await sentence.boundingBox(), await translation.boundingBox()]
  expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThanOrEqual(below?.y ?? 0)
  expect(await box.isChecked()).toBe(false)
})
