import { apfelhof, kim, memberships, named, sonnen, wellen } from '@morgenkreis/world'
import { expect, test } from 'vitest'
import {
  absenceOf,
  chatOf,
  confirmedBy,
  conversationOf,
  councilRoomOf,
  illnessOf,
  judgedAt,
  reportOf,
  scheduledBy,
  voteBy,
} from './hearing.ts'
import type { Hears } from './hearing.ts'

const hat = (id: string) => memberships.find((one) => one.id === id)!
const { anna, emre, frieda, clara, paula, paul, sami, olga } = named
const hats = {
  ...{ anna: anna.admin, emre: emre.educator, frieda: frieda.educator, council: clara.council, clara: clara.guardian },
  ...{ paula: paula.guardian, paul: paul.guardian, sami: sami.guardian, olga: olga.admin },
}
/** Who of the named people hears it. */
const heardBy = (hears: Hears) => Object.entries(hats).flatMap(([name, id]) => (hears(hat(id)) ? [name] : []))

test('[K-36] a chat is of its group, the council room of the council alone', () => {
  expect(heardBy(chatOf(apfelhof, sonnen))).toEqual(['anna', 'emre', 'frieda', 'clara', 'paula', 'paul'])
  expect(heardBy(chatOf(apfelhof, wellen))).toEqual(['anna', 'sami'])
  expect(heardBy(councilRoomOf(apfelhof))).toEqual(['council'])
})

test('[N9] a conversation is of one household and the role that answers', () => {
  const of = (partner: 'team' | 'head') => heardBy(conversationOf(apfelhof, { child: kim, household: 'a', partner }))
  expect(of('team')).toEqual(['emre', 'frieda', 'paula'])
  expect(of('head')).toEqual(['anna', 'paula'])
})

test('[K-40, N9] that somebody voted hears staff, and who lives with the voter', () => {
  const place = { facility: apfelhof, groups: [sonnen] }
  expect(heardBy(voteBy(hat(paula.guardian), place, [kim]))).toEqual(['anna', 'emre', 'frieda', 'paula'])
})

test('[N9] a confirmation hears staff, and where one is enough who has the child and does not live apart', () => {
  const by = (wanted: 'one' | 'all') => heardBy(confirmedBy(hat(paula.guardian), { child: kim, wanted }))
  expect([by('one'), by('all')]).toEqual(Array(2).fill(['anna', 'emre', 'frieda', 'paula']))
  const partner = { ...hat(paul.guardian), children: hat(paula.guardian).children }
  expect(confirmedBy(hat(paula.guardian), { child: kim, wanted: 'one' })(partner)).toBe(true)
})

test('[K-20] an illness is read by staff with the right and by both households; an absence by all staff of the group', () => {
  expect(heardBy(illnessOf(apfelhof, kim))).toEqual(['anna', 'paula', 'paul'])
  expect(heardBy(absenceOf(apfelhof, kim))).toEqual(['anna', 'emre', 'frieda', 'paula', 'paul'])
})

test('[K-39, N9] a report is told as far as it changes who is here, and never at once to another household', () => {
  const by = (presence: boolean) => heardBy(reportOf(kim, { actor: hat(paula.guardian), presence }))
  expect(by(true)).toEqual(['anna', 'emre', 'frieda', 'paula'])
  expect(by(false)).toEqual(['anna', 'paula'])
  expect(heardBy(reportOf(kim, { actor: hat(anna.admin), presence: false }))).toEqual(['anna', 'paula', 'paul'])
})

test('what waits is seen by its author and whoever may cancel it; what was reported by who moderates there', () => {
  const place = { facility: apfelhof, groups: [sonnen] }
  expect(heardBy(scheduledBy(frieda.educator, place))).toEqual(['anna', 'emre', 'frieda'])
  expect(heardBy(scheduledBy(anna.admin, { facility: apfelhof, groups: 'all' }))).toEqual(['anna'])
  expect(heardBy(judgedAt(place))).toEqual(['anna'])
})
