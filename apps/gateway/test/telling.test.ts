import { apfelhof, igel, sonnen, wellen } from '@morgenkreis/world'
import { expect, test } from 'vitest'
import {
  anna,
  claraOfCouncil,
  emre,
  everybody,
  forestDay,
  gymBags,
  lanternHelpers,
  orFail,
  parentsEvening,
  paula,
  sami,
} from './cast.ts'
import { expectConverges } from './phone.ts'
import { housePhoned } from './standing-house.ts'
import { announce, comment } from './writing.ts'

const { house, phones } = await housePhoned(everybody)

/** Whose phones show a text now: after everybody was told everything. */
async function whoShows(text: string): Promise<string[]> {
  await expectConverges(phones)
  return Object.entries(phones).flatMap(([name, { screen }]) => (screen.texts.includes(text) ? name : []))
}

test('[D-02, K-15, K-36] a comment in a group is heard by its families and its staff, and by nobody else', async () => {
  const text = 'Paula: Wir nehmen den Bollerwagen mit.'
  await comment(house, paula, forestDay, text)
  expect(await whoShows(text)).toEqual(['anna', 'emre', 'frieda', 'clara', 'paula', 'paul'])
  const other = 'Sami: Der Turnbeutel liegt im Flur.'
  await comment(house, sami, gymBags, other)
  expect(await whoShows(other)).toEqual(['anna', 'sami'])
})

test('[D-02, K-65] a comment to the whole facility is heard there by everybody, and in no other', async () => {
  const text = 'Paula: Wir kommen gern.'
  await comment(house, paula, parentsEvening, text)
  expect(await whoShows(text)).toEqual(['anna', 'emre', 'frieda', 'clara', 'paula', 'paul', 'sami'])
})

test('[K-36, K-15] an announcement is heard by the groups named, by their staff, and by the council', async () => {
  const forSonnen = await announce(house, emre, { facility: apfelhof, groups: [sonnen], text: 'Nur für die Sonnen.' })
  expect(await whoShows(forSonnen.text)).toEqual(['anna', 'emre', 'frieda', 'clara', 'paula', 'paul'])
  const forWellen = await announce(house, anna, { facility: apfelhof, groups: [wellen], text: 'Nur für die Wellen.' })
  expect(await whoShows(forWellen.text)).toEqual(['anna', 'clara', 'sami'])
  const forIgel = await announce(house, anna, { facility: apfelhof, groups: [igel], text: 'Nur für die Igel.' })
  expect(await whoShows(forIgel.text)).toEqual(['anna', 'clara'])
  const forTwo = await announce(house, anna, { facility: apfelhof, groups: [sonnen, wellen], text: 'Für zwei.' })
  expect(await whoShows(forTwo.text)).toEqual(['anna', 'emre', 'frieda', 'clara', 'paula', 'paul', 'sami'])
  const forAll = await announce(house, claraOfCouncil, { facility: apfelhof, groups: 'all', text: 'Für alle.' })
  expect(await whoShows(forAll.text)).toEqual(['anna', 'emre', 'frieda', 'clara', 'paula', 'paul', 'sami'])
})

test('[D-02] over the socket it is the same operation, with the same reply', async () => {
  const preview = orFail(
    await phones.paul.call('audience.preview', everybody.paul.as, {
      destination: { kind: 'comment', announcement: forestDay },
      language: 'de',
    }),
  )
  const text = 'Paul: Ich fahre den Bollerwagen.'
  const published = orFail(
    await phones.paul.call('comment.publish', everybody.paul.as, {
      announcement: forestDay,
      text,
      acknowledgement: { preview: preview.token, accepted: true },
    }),
  )
  expect(published).toMatchObject({
    announcement: forestDay,
    text,
    author: { role: 'guardian', name: 'Paul Erlenkamp' },
  })
  expect(await whoShows(text)).toEqual(['anna', 'emre', 'frieda', 'clara', 'paula', 'paul'])
})

test('[D-08] a removed comment leaves every screen, and a line without a name is left', async () => {
  const text = 'Sami: Das hätte ich lieber nicht geschrieben.'
  const { id } = await comment(house, sami, parentsEvening, text)
  expect(await whoShows(text)).toHaveLength(7)
  const line = orFail(await house.call('comment.remove', anna, { comment: id }))
  expect(line).toEqual({ id, announcement: parentsEvening, gone: 'removed', at: house.clock.now().toISOString(), v: 2 })
  expect(await whoShows(text)).toEqual([])
  for (const name of ['anna', 'emre', 'frieda', 'clara', 'paula', 'paul', 'sami'] as const) {
    const { threads } = phones[name].screen.shown
    expect(threads.flatMap(({ items }) => items).find((one) => one.id === id)).toEqual(line)
  }
})

test('[D-08] a removed announcement takes with it what stood under it, on every screen', async () => {
  const under = 'Sami: Ich bringe Lampions mit.'
  await comment(house, sami, lanternHelpers, under)
  const { id, text } = await announce(house, emre, { facility: apfelhof, groups: [sonnen], text: 'Bald wieder weg.' })
  expect(await whoShows(text)).toHaveLength(6)
  orFail(await house.call('announcement.remove', emre, { announcement: id }))
  expect(await whoShows(text)).toEqual([])
  expect(phones.paula.screen.shown.announcements.find((one) => one.id === id)).toMatchObject({ gone: 'withdrawn' })
  orFail(await house.call('announcement.remove', anna, { announcement: lanternHelpers }))
  expect(await whoShows(under)).toEqual([])
})

test('[D-02, I4] each room is told every number once, and in order', () => {
  expect(phones.sami.told.length).toBeGreaterThan(5)
  for (const { told } of Object.values(phones)) {
    const last = new Map<string, number>()
    for (const { room, event } of told) {
      const before = last.get(room) ?? event.seq - 1
      expect(event.seq).toBe(before + 1)
      last.set(room, event.seq)
    }
  }
})

test('[K-65] who belongs elsewhere was sent nothing at all', () => {
  expect(phones.olga.told).toEqual([])
  const bytes = house.heardBy(everybody.olga.person).join('\n')
  expect(bytes).toContain('Kita Kranichweg')
  expect(bytes).not.toContain(apfelhof)
})
