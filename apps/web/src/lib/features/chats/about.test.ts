import { expect, test } from 'vitest'
import type { TalkItem } from '@morgenkreis/client'
import { MessageId, RequestId, ThreadId } from '@morgenkreis/protocol'
import { named, sonnen } from '@morgenkreis/world'
import { aboutOf, together } from './about.ts'
import type { OutgoingMessage } from './outgoing.ts'

const id = (last: number) => `018cc251-f408-7000-8000-00000000000${last}`
const thread = ThreadId.parse(sonnen)
const asked = MessageId.parse(id(1))
const at = '2026-01-01T08:00:00.000Z'
const author = { membership: named.emre.educator, name: 'Emre', role: 'educator' as const }
const question: TalkItem = {
  ...{ id: asked, thread, author, text: 'Wer kann?', quotation: null, at, editedAt: null, v: 1 },
}
const written = { as: named.paula.guardian, at, state: 'refused' as const }

const sent = (last: number, quotes?: MessageId): OutgoingMessage => ({
  ...{ ...written, name: 'message.send', request: RequestId.parse(id(last)) },
  input: { thread, text: String(last), ...(quotes && { quotes }) },
})
const changed: OutgoingMessage = {
  ...{ ...written, name: 'message.edit', request: RequestId.parse(id(9)) },
  input: { message: asked, text: 'Wer kann morgen?' },
}
const requests = (entries: readonly OutgoingMessage[]) => together(entries).map(({ request }) => request)

test('[offline-11] together come back those in a row that answer the same; a change comes alone', () => {
  expect(requests([])).toEqual([])
  expect(requests([sent(2), sent(3), sent(4, asked), sent(5)])).toEqual([id(2), id(3)])
  expect(requests([sent(4, asked), sent(5, asked), changed])).toEqual([id(4), id(5)])
  expect(requests([changed, sent(2)])).toEqual([id(9)])
})

test('[offline-11] an answer stays an answer, also to what lies too far up to be at hand', () => {
  expect(aboutOf(sent(2, asked), [question])).toEqual({ kind: 'reply', message: question })
  expect(aboutOf(sent(2, asked), [])).toEqual({ kind: 'reply', message: { id: asked, author: null } })
  expect(aboutOf(sent(2), [question])).toBe(undefined)
  expect(aboutOf(changed, [question])).toEqual({ kind: 'edit', message: question })
  expect(aboutOf(changed, [])).toBe(undefined)
})

test('[D-08] of what was removed meanwhile nothing is left over the text', () => {
  const line: TalkItem = { id: asked, thread, gone: 'removed', at, v: 2 }
  expect(aboutOf(sent(2, asked), [line])).toBe(undefined)
})
