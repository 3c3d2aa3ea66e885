import { expect, test } from 'vitest'
import { allGroups, childId, here, hedgehog, member, personId, sun, wave } from '../../test/members.ts'
import { audienceOf } from './audience.ts'
import { councilOf, familiesOfFacility, familiesOfGroup, staffOfFacility, staffOfGroup } from './rooms.ts'

const [kim, jonte, layan] = [childId(1), childId(2), childId(3)]
// Paula and Paul have Kim in the sun group, Clara has Jonte there and sits on the council, Sami has Layan in the wave group.
const anna = member(1, 'admin', { groups: 'all', writes: true })
const emre = member(2, 'educator', { groups: [sun], writes: true })
const frieda = member(3, 'educator', { groups: [sun] })
const clara = member(4, 'guardian', { groups: [sun], children: [jonte] })
const council = member(40, 'council', { person: personId(4), groups: 'all', writes: true })
const paula = member(5, 'guardian', { groups: [sun], children: [kim] })
const paul = member(6, 'guardian', { groups: [sun], children: [kim] })
const sami = member(7, 'guardian', { groups: [wave], children: [layan] })
const everybody = [anna, emre, frieda, clara, council, paula, paul, sami]

const count = (
  groups: 'all' | (typeof sun)[],
  event: Parameters<typeof audienceOf>[0] = 'announcement.published',
  members = everybody,
) => audienceOf(event, { facility: here, groups }, members, allGroups, {})

test('[N3] the audience of a group is its families and its staff', () => {
  expect(count([sun], 'comment.published')).toEqual({ families: 2, staff: 3, version: 0 })
  expect(count([wave], 'comment.published')).toEqual({ families: 1, staff: 1, version: 0 })
  expect(count([hedgehog], 'comment.published')).toEqual({ families: 0, staff: 1, version: 0 })
  expect(count([sun, wave], 'comment.published')).toEqual({ families: 3, staff: 3, version: 0 })
  expect(count('all', 'comment.published')).toEqual({ families: 3, staff: 3, version: 0 })
  expect(count([], 'comment.published')).toEqual({ families: 0, staff: 0, version: 0 })
})

test('[N3] the council hears every announcement and counts as the family of its child, once', () => {
  expect(count([wave])).toMatchObject({ families: 2 })
  expect(count([sun])).toMatchObject({ families: 2 })
  const childless = member(8, 'council', { groups: 'all' })
  expect(count([wave], 'announcement.published', [...everybody, childless])).toMatchObject({ families: 3 })
})

test('[N3] who educates and has a child there is counted on both sides', () => {
  const both = member(9, 'guardian', { person: emre.person, groups: [sun], children: [childId(9)] })
  expect(count([sun], 'comment.published', [...everybody, both])).toMatchObject({ families: 3, staff: 3 })
})

test('[N3] the version is the newest addition to a room that is told', () => {
  const added = {
    [familiesOfGroup(sun)]: 7,
    [staffOfGroup(sun)]: 3,
    [familiesOfGroup(wave)]: 9,
    [staffOfFacility(here)]: 11,
    [familiesOfFacility(here)]: 10,
    [councilOf(here)]: 8,
  }
  const version = (event: Parameters<typeof audienceOf>[0], groups: 'all' | (typeof sun)[]) =>
    audienceOf(event, { facility: here, groups }, everybody, allGroups, added).version
  expect(version('comment.published', [sun])).toBe(7)
  expect(version('announcement.published', [sun])).toBe(8)
  expect(version('comment.published', [sun, wave])).toBe(9)
  expect(version('comment.published', 'all')).toBe(11)
  expect(version('comment.published', [hedgehog])).toBe(0)
})
