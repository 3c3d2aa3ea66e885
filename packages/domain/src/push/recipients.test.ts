import { expect, test } from 'vitest'
import { allGroups, here, hedgehog, member, personId, sun, wave } from '../../test/members.ts'
import { roomsTold } from '../rooms/rooms.ts'
import { recipientsOf } from './recipients.ts'

const head = member(1, 'admin', { groups: 'all' })
const educator = member(2, 'educator', { groups: [sun] })
const ofSun = member(3, 'guardian', { groups: [sun] })
const ofWave = member(4, 'guardian', { groups: [wave] })
const council = { ...member(5, 'council', { groups: [sun] }), person: ofWave.person }
const everybody = [head, educator, ofSun, ofWave, council]
const persons = (told: ReturnType<typeof roomsTold>, actor = personId(99)) =>
  [...recipientsOf(told, everybody, { allGroups, actor }).keys()].sort()

test('[D-06, K-36] a notification goes to the persons who hear the rooms, and to no others', () => {
  const comment = roomsTold('comment.published', { facility: here, groups: [sun] })
  expect(persons(comment)).toEqual([head.person, educator.person, ofSun.person])
  expect(persons(roomsTold('comment.published', { facility: here, groups: [hedgehog] }))).toEqual([head.person])
  expect(persons([])).toEqual([])
})

test('[D-06] whoever did it is not told of it, under any hat', () => {
  const announcement = roomsTold('announcement.published', { facility: here, groups: [wave] })
  expect(persons(announcement)).toEqual([head.person, ofWave.person])
  expect(persons(announcement, ofWave.person)).toEqual([head.person])
})

test('[D-06] a person with two hats is one recipient, under every hat that hears it', () => {
  const announcement = roomsTold('announcement.published', { facility: here, groups: 'all' })
  const told = recipientsOf(announcement, everybody, { allGroups, actor: null })
  expect(told.get(ofWave.person)).toEqual([ofWave, council])
  expect(told.size).toBe(4)
})
