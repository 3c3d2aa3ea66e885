import { excerptOf, type Language } from '@morgenkreis/protocol'
import * as words from '@morgenkreis/words'
import * as world from '@morgenkreis/world'
import type { Page } from 'playwright-core'
import { writtenInModules } from './module-scenes.ts'
import { writtenInScenes } from './scenes.ts'

/** What people wrote, and what they are called: it stays in the language in which they wrote it. */
const content = [
  ...world.announcements.flatMap(({ title, text }) => [title, ...text.split('\n')]),
  ...world.comments.flatMap(({ text }) => text.split('\n')),
  ...world.messages.flatMap(({ text }) => [...text.split('\n'), excerptOf(text)]),
  ...[...world.people, ...world.children, ...world.facilities].map(({ name }) => name),
  ...world.facilities.flatMap(({ groups }) => groups.map(({ name }) => name)),
  ...world.memberships.flatMap(({ children }) => children.flatMap(({ label }) => label ?? [])),
  ...writtenInScenes,
  ...writtenInModules,
]
  .filter((text) => text.length > 1)
  .sort((one, other) => other.length - one.length)

/** Everything that a browser can be told to say in a language. */
const allIn = (language: Language) =>
  Promise.all(
    [
      ...[words.load, words.loadAccount, words.loadAsking, words.loadAudit, words.loadClosings, words.loadHolds],
      ...[words.loadKeeping, words.loadModeration, words.loadOffice, words.loadOutreach, words.loadPolls],
      ...[words.loadPublishing, words.loadPush, words.loadQuietHours, words.loadReports, words.loadTalk],
    ].map((load): Promise<unknown> => load(language)),
  )

/** The fixed parts of every text: what a function of the words says around what it is told. */
function parts(said: unknown): string[] {
  if (typeof said === 'string') return [said]
  if (typeof said === 'function') return spokenParts(said as (told: unknown) => string)
  return Object.values(said as object).flatMap(parts)
}

/** What a text is told that is more than a word. */
const known: Readonly<Record<string, unknown>> = {
  count: 7,
  groups: 'all',
  hours: [{ from: '|', to: '|', weekend: true }],
}

function spokenParts(say: (told: unknown) => string): string[] {
  const told = new Proxy({}, { get: (_, name) => known[String(name)] ?? '|' })
  return say(told).split(/[|\d]+/)
}

const partsIn = async (language: Language) =>
  new Set(parts(await allIn(language)).map((part) => part.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')))
const said = { de: await partsIn('de'), en: await partsIn('en') }

const ordinary = {
  de: 'und oder der die das ist wird Sie Ihr Ihre nicht für mit von Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag',
  en: 'and the you your are not with from for this Monday Tuesday Wednesday Thursday Friday Saturday Sunday',
}

/** What tells a language from the other one. */
const marksOf = (language: Language, other: Language) => {
  const only = [...said[language].difference(said[other])].filter((part) => part.length > 2)
  const all = [...only, ...ordinary[language].split(' ')].map((part) => RegExp.escape(part))
  return new RegExp(`(?<!\\p{L})(${all.join('|')})(?!\\p{L})`, 'u')
}
const marks = { de: marksOf('de', 'en'), en: marksOf('en', 'de') }

/** Texts of the page that are of this language, without what people wrote and what is marked as being of it. */
export async function textsIn(language: Language, page: Page): Promise<string[]> {
  const texts = await page.evaluate(textsOfPage, language)
  return texts.filter((text) =>
    marks[language].test(content.reduce((rest, known) => rest.replaceAll(known, ' '), text)),
  )
}

/** Everything that is read out or seen: texts, names, titles, placeholders. */
function textsOfPage(language: string): string[] {
  const isMarked = (node: Node | null) =>
    node instanceof Element && node.closest(`[lang=${language}]:not(html), script, style`) !== null
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const texts = [document.title]
  while (walker.nextNode()) {
    const { parentElement, textContent } = walker.currentNode
    if (!isMarked(parentElement)) texts.push((textContent ?? '').trim())
  }
  for (const element of document.querySelectorAll('*'))
    for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
      if (!isMarked(element)) texts.push(element.getAttribute(name) ?? '')
  return texts.filter((text) => text !== '')
}
