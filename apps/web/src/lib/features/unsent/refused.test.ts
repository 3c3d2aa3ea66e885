import { expect, test } from 'vitest'
import type { OutboxEntry } from '@morgenkreis/client'
import { AnnouncementId, MessageId, RequestId, ThreadId } from '@morgenkreis/protocol'
import { named, sonnen } from '@morgenkreis/world'
import { pageOf, refusedIn, writtenIn } from './refused.ts'

const id = (last: number) => `018cc251-f406-7000-8000-00000000000${last}`
const refused = { as: named.paula.guardian, at: '2026-01-01T08:00:00.000Z', state: 'refused' as const }
const thread = ThreadId.parse(sonnen)
const announcement = AnnouncementId.parse(id(1))

const message: OutboxEntry = {
  ...{ ...refused, name: 'message.send', request: RequestId.parse(id(2)) },
  input: { thread, text: 'Hallo' },
}
const comment: OutboxEntry = {
  ...{ ...refused, name: 'comment.publish', request: RequestId.parse(id(3)) },
  input: { announcement, text: 'Danke' },
}
const removal: OutboxEntry = {
  ...{ ...refused, name: 'message.remove', request: RequestId.parse(id(4)) },
  input: { message: MessageId.parse(id(5)) },
}

test('[offline-11] what was refused is listed with what was written, whatever it was; what is on its way is not', () => {
  const waiting: OutboxEntry = { ...message, state: 'waiting', request: RequestId.parse(id(6)) }
  const listed = refusedIn([message, waiting, comment, removal])
  expect(listed.map(writtenIn)).toEqual(['Hallo', 'Danke', undefined])
})

test('[offline-11] it leads to where it was written, if that can still be opened', () => {
  const open = new Set<string>([thread, announcement])
  expect([message, comment, removal].map((one) => pageOf(one, open))).toEqual([
    `/post/chat/${thread}`,
    `/post/${announcement}`,
    undefined,
  ])
  expect([message, comment].map((one) => pageOf(one, new Set()))).toEqual([undefined, undefined])
})
