import { apfelhof, sonnen } from '@morgenkreis/world'
import { afterAll, expect, test } from 'vitest'
import { seen } from './acts.ts'
import { violations } from './axe.ts'
import { anna, emre, forestDay, paula } from './cast.ts'
import { House } from './house.ts'
import { faultsOn } from './look.ts'
import { moduleScenes } from './module-scenes.ts'
import { instantIn, scenes, windowOn, type Scene } from './scenes.ts'
import { phone, type Window } from './window.ts'

const house = await House.open()
afterAll(() => house.close())

const source = '§ 147 AO'
const facility = apfelhof

/** What a head finds once something happened in the Kita, and something is locked. */
const kept: readonly Scene[] = [
  {
    name: 'head-locks',
    who: anna,
    async stage() {
      const { id } = await house.comment(paula, forestDay, 'Unfall am Klettergerüst.')
      for (const thing of [{ kind: 'comment', ref: id } as const, { kind: 'announcement', ref: forestDay } as const])
        await house.act(anna, 'hold.place', { thing, source, until: instantIn(300) })
      return '/einrichtung/fristen'
    },
    then: (page) => seen(page.getByRole('main').getByText(source), 2),
  },
  {
    name: 'head-audit',
    who: anna,
    async stage() {
      const { id } = await house.announce(emre, {
        facility,
        groups: [sonnen],
        title: 'Kastanien',
        text: 'Bis Freitag.',
      })
      await house.act(emre, 'announcement.remove', { announcement: id })
      const lines = async () => (await house.act(anna, 'audit.list', { facility })).lines.length
      await expect.poll(lines, { timeout: 15_000 }).toBeGreaterThan(3)
      return '/einrichtung/protokoll'
    },
    then: (page) => page.getByRole('main').getByRole('row').nth(3).waitFor(),
  },
]

/** One for each person and language: what was loaded once need not be loaded for every scene. */
const windows = new Map<string, Promise<Window>>()
function windowOf(scene: Scene, locale: string): Promise<Window> {
  const isOrdinary = scene.device === undefined && scene.userAgent === undefined
  const key = isOrdinary ? `${scene.who?.as} ${locale}` : `${scene.name} ${locale}`
  const window = windows.get(key) ?? windowOn(house, scene, locale)
  windows.set(key, window)
  return window
}

async function open(scene: Scene, path: string, locale: string): Promise<Window> {
  const window = await windowOf(scene, locale)
  await window.page.setViewportSize(phone)
  await window.show(path)
  await scene.then?.(window.page)
  return window
}

test.for([...scenes, ...kept, ...moduleScenes])(
  '[K-09, look-01, language-02] $name: axe finds nothing in German, in whatever light and size, and nothing in English',
  async (scene) => {
    const path = await scene.stage(house)
    // How these look in German stands with their trees.
    if (!scenes.includes(scene)) expect(await faultsOn(await open(scene, path, 'de-DE'))).toEqual([])
    const { page } = await open(scene, path, 'en-GB')
    expect(await page.getAttribute('html', 'lang')).toBe('en')
    expect(await violations(page)).toEqual([])
    // What stays open would follow everything that the next scenes stage.
    for (const window of await Promise.all(windows.values())) await window.page.goto('about:blank')
  },
)
