import { announcements, apfelhof, sonnen } from '@morgenkreis/world'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seen } from './acts.ts'
import { anna, emre, forestDay, hanne, paula, type Actor } from './cast.ts'
import { House } from './house.ts'
import { desktop, phone } from './window.ts'

const house = await House.open()
afterAll(() => house.close())
beforeAll(async () => {
  await house.act(anna, 'module.switch', { facility: apfelhof, module: 'polls', on: true })
})

const parentsEvening = announcements.find(({ title }) => title === 'Einladung zum Elternabend')?.id
/** Word for word as requirements have them; whoever changes a sentence changes its version, and this. */
const sentences = {
  comment: {
    de: 'Ich bin mir bewusst, dass mein Kommentar für alle Gruppenmitglieder sichtbar ist.',
    en: 'I am aware that my comment is visible to all members of the group.',
  },
  'comment to several groups': {
    de: 'Ich bin mir bewusst, dass mein Kommentar für alle Mitglieder der genannten Gruppen sichtbar ist.',
    en: 'I am aware that my comment is visible to all members of the groups named.',
  },
  announcement: {
    de: 'Ich bin mir bewusst, dass diese Mitteilung für alle genannten Empfänger sichtbar ist.',
    en: 'I am aware that this announcement is visible to all recipients named.',
  },
  chat: {
    de: 'Ich bin mir bewusst, dass meine Nachrichten für alle Mitglieder dieses Chats sichtbar sind.',
    en: 'I am aware that my messages are visible to all members of this chat.',
  },
} as const

interface Place {
  readonly place: string
  readonly who: Actor
  readonly path: string
  readonly says: keyof typeof sentences
  readonly ticked: boolean
}
const places: readonly Place[] = [
  { place: 'under an announcement', who: paula, path: `/post/${forestDay}`, says: 'comment', ticked: true },
  {
    place: 'under one to the whole Kita',
    who: paula,
    path: `/post/${parentsEvening}`,
    says: 'comment to several groups',
    ticked: true,
  },
  { place: 'where staff writes', who: emre, path: '/post/neu', says: 'announcement', ticked: true },
  {
    place: 'where staff asks',
    who: emre,
    path: `/post/umfrage?gruppe=${sonnen}`,
    says: 'announcement',
    ticked: true,
  },
  // Hanne has said nothing there so far.
  { place: 'in the chat of a group', who: hanne, path: `/post/chat/${sonnen}`, says: 'chat', ticked: false },
]

test.for(places)(
  '[K-100, K-104, D-05] $place the sentence stands in the form before anything is written, and its translation below it',
  async ({ who, path, says, ticked }) => {
    for (const { locale, size } of [
      { locale: 'de-DE', size: phone },
      { locale: 'en-GB', size: phone },
      { locale: 'en-GB', size: desktop },
    ] as const) {
      const { page, context } = await house.window(who.person, { locale, size })
      await context.addCookies([{ name: 'hat', value: who.as, url: house.origin }])
      await page.goto(path)
      const { de, en } = sentences[says]
      const form = page.locator('main form', { has: page.locator('textarea') })
      const sentence = form.locator('span[lang=de]').filter({ hasText: de })
      await seen(sentence)
      expect((await sentence.innerText()).replaceAll(/[„“]/g, '')).toBe(de)
      const box = form.locator('input[name=accepted]')
      expect(await box.count()).toBe(ticked ? 1 : 0)
      // K-101: never ticked beforehand, and its name is the sentence.
      if (ticked) {
        expect(await box.isChecked()).toBe(false)
        expect(await form.getByRole('checkbox', { name: de }).count()).toBe(1)
      }
      const translation = form.locator('span[lang=en]').filter({ hasText: en })
      await seen(translation, locale === 'de-DE' ? 0 : 1)
      if (locale === 'en-GB') {
        expect(await translation.innerText()).toBe(en)
        // Both at one instant: a chat may be on its way to its end.
        const isAbove = (one: Element, other: Element | SVGElement | null) =>
          one.getBoundingClientRect().bottom <= (other?.getBoundingClientRect().top ?? 0)
        expect(await sentence.evaluate(isAbove, await translation.elementHandle())).toBe(true)
      }
      await context.close()
    }
  },
)
