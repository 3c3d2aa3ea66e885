import { AnnouncementId, MembershipId, ThreadId, type PushThread } from '@morgenkreis/protocol'
import { apfelhof, named, sonnen } from '@morgenkreis/world'
import { expect, test } from 'vitest'
import { leadingTo } from './leading.ts'

const announcement = (digit: number): PushThread => ({
  kind: 'announcement',
  id: AnnouncementId.parse(`0192a000-0000-7000-8000-00000000000${digit}`),
})
const chat: PushThread = { kind: 'thread', id: ThreadId.parse(sonnen) }
const today: PushThread = { kind: 'today', id: apfelhof }
const { admin } = named.anna
const { council, guardian } = named.clara
const other = MembershipId.parse('0192a000-0000-7000-8000-0000000000ff')

test('[D-06, N5] what is of one place leads there, under the hats of the newest', () => {
  expect(leadingTo([], apfelhof)).toEqual({ thread: null, as: [] })
  const found = [
    { thread: chat, hats: [guardian] },
    { thread: chat, hats: [guardian, other] },
  ]
  expect(leadingTo(found, apfelhof)).toEqual({ thread: chat, as: [guardian] })
})

test('[D-06, N5] what is of several places leads to the post, under the hat that reads the most of it', () => {
  const found = [
    { thread: announcement(1), hats: [guardian, council] },
    { thread: chat, hats: [guardian] },
    { thread: announcement(2), hats: [council, guardian] },
  ]
  expect(leadingTo(found, apfelhof)).toEqual({ thread: { kind: 'post', id: apfelhof }, as: [guardian] })
})

test('[D-06, N5] a report that nobody takes comes before all the rest', () => {
  const found = [
    { thread: announcement(1), hats: [admin, guardian] },
    { thread: today, hats: [admin] },
  ]
  expect(leadingTo(found, apfelhof)).toEqual({ thread: today, as: [admin] })
})
