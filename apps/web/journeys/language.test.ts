import { excerptOf } from '@morgenkreis/protocol'
import { roles } from '@morgenkreis/sandbox'
import { load, type Words } from '@morgenkreis/words'
import * as world from '@morgenkreis/world'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { seen, words as german } from './acts.ts'
import { forestDay, paula } from './cast.ts'
import { House } from './house.ts'

const english = await load('en')

const house = await House.open()
afterAll(() => house.close())

/** What people wrote, and what they are called: it stays in the language in which they wrote it. */
const content = [
  ...world.announcements.flatMap(({ title, text }) => [title, ...text.split('\n')]),
  ...world.comments.flatMap(({ text }) => text.split('\n')),
  ...world.messages.flatMap(({ text }) => [...text.split('\n'), excerptOf(text)]),
  ...[...world.people, ...world.children, ...world.facilities].map(({ name }) => name),
  ...world.facilities.flatMap(({ groups }) => groups.map(({ name }) => name)),
  ...world.memberships.flatMap(({ children }) => children.flatMap(({ label }) => label ?? [])),
]
  .filter((text) => text.length > 1)
  .sort((one, other) => other.length - one.length)

/** The fixed parts of every text: what a function of the words says around what it is told. */
function parts(words: unknown): string[] {
  if (typeof words === 'string') return [words]
  if (typeof words === 'function') return spokenParts(words as (told: unknown) => string)
  return Object.values(words as object).flatMap(parts)
}

function spokenParts(say: (told: unknown) => string): string[] {
  const told = new Proxy({}, { get: (_, name) => (name === 'count' ? 7 : name === 'groups' ? 'all' : '|') })
  return say(told).split(/[|\d]+/)
}

const wordsOf = (words: Words) => new Set(parts(words).map((part) => part.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')))
const onlyGerman = [...wordsOf(german).difference(wordsOf(english))].filter((part) => part.length > 2)
const ordinary =
  'und oder der die das ist wird Sie Ihr Ihre nicht für mit von Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag'
const isGerman = new RegExp(
  `(?<!\\p{L})(${[...onlyGerman, ...ordinary.split(' ')].map((part) => RegExp.escape(part)).join('|')})(?!\\p{L})`,
  'u',
)

/** Texts of the page that are German, without what people wrote and what is marked as German. */
async function germanOn(page: Page): Promise<string[]> {
  const texts = await page.evaluate(textsOfPage)
  return texts.filter((text) => isGerman.test(content.reduce((rest, known) => rest.replaceAll(known, ' '), text)))
}

/** Everything that is read out or seen: texts, names, titles, placeholders. */
function textsOfPage(): string[] {
  const isOther = (node: Node | null) =>
    node instanceof Element && node.closest('[lang=de]:not(html), script, style') !== null
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const texts = [document.title]
  while (walker.nextNode()) {
    const { parentElement, textContent } = walker.currentNode
    if (!isOther(parentElement)) texts.push((textContent ?? '').trim())
  }
  for (const element of document.querySelectorAll('*'))
    for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
      if (!isOther(element)) texts.push(element.getAttribute(name) ?? '')
  return texts.filter((text) => text !== '')
}

test('[language-01] the language is changed in Mehr, on this device, and back', async () => {
  const { page } = await house.window(paula.person)
  await page.goto('/mehr')
  expect(await page.getAttribute('html', 'lang')).toBe('de')
  // What finds no German here would find none anywhere.
  const { more, sessions } = german
  const there = [more.you, more.language, more.theme, more.themes.dark, more.apply, sessions.logout, more.licence]
  expect((await germanOn(page)).join('\n')).toSatisfy((found: string) => there.every((text) => found.includes(text)))
  await page.getByLabel('English').check()
  await page.getByRole('button', { name: german.more.apply }).click()
  await seen(page.getByRole('heading', { level: 1, name: english.more.title }))
  expect(await page.getAttribute('html', 'lang')).toBe('en')
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
      left.push(...(await germanOn(window.page)).map((text) => `${screen}: ${text}`))
    }
    expect(left).toEqual([])
  })
}

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
