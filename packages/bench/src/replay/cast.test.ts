import { apfelhof, igel, kranichweg, named, sonnen, wellen } from '@morgenkreis/world'
import { expect, test } from 'vitest'
import { castOf, commentsAs, hears, mostFamilies, writesIn } from './cast.ts'

const cast = castOf(60)
const player = (person: string) => cast.find((one) => one.person === person)!
const { anna, emre, frieda, clara, paula, sami, olga } = named
const whole = { facility: apfelhof, groups: 'all' as const }
const inSonnen = { facility: apfelhof, groups: [sonnen] }
const inWellen = { facility: apfelhof, groups: [wellen] }

test('all sixty families play, or the first few; the named people always do', () => {
  expect(mostFamilies).toBe(60)
  expect(castOf(3).length).toBeLessThan(cast.length)
  for (const { person } of Object.values(named)) expect(castOf(1).some((one) => one.person === person)).toBe(true)
})

test('[K-36] a guardian hears the own groups and the whole Kita, and no other group', () => {
  expect(hears(player(paula.person), 'comment', inSonnen)).toBe(true)
  expect(hears(player(paula.person), 'announcement', whole)).toBe(true)
  expect(hears(player(paula.person), 'comment', inWellen)).toBe(false)
  expect(hears(player(sami.person), 'comment', { facility: apfelhof, groups: [sonnen, igel] })).toBe(false)
})

test('the council hears announcements of every group, comments only as guardian', () => {
  expect(hears(player(clara.person), 'announcement', inWellen)).toBe(true)
  expect(hears(player(clara.person), 'comment', inWellen)).toBe(false)
  expect(hears(player(clara.person), 'comment', inSonnen)).toBe(true)
})

test('[K-65] nobody hears another Kita', () => {
  expect(hears(player(olga.person), 'announcement', whole)).toBe(false)
  expect(hears(player(anna.person), 'announcement', { facility: kranichweg, groups: 'all' })).toBe(false)
})

test('[K-31] who comments and who publishes', () => {
  expect(commentsAs(player(paula.person), inSonnen)).toBe(paula.guardian)
  expect(commentsAs(player(sami.person), inSonnen)).toBeUndefined()
  expect(commentsAs(player(frieda.person), inSonnen)).toBeUndefined()
  expect(commentsAs(player(emre.person), inSonnen)).toBe(emre.educator)
  expect(commentsAs(player(emre.person), whole)).toBeUndefined()
  expect(commentsAs(player(clara.person), inSonnen)).toBe(clara.guardian)
  expect(writesIn(player(emre.person).hats[0]!, whole)).toBe(false)
  expect(writesIn(player(anna.person).hats[0]!, whole)).toBe(true)
})
