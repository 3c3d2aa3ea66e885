import { expect, test } from 'vitest'
import type { OutboxEntry } from '@morgenkreis/client'
import { AnnouncementId, CommentId, RequestId } from '@morgenkreis/protocol'
import { named } from '@morgenkreis/world'
import { outgoingUnder, type OutgoingComment } from './outgoing.ts'

const id = (last: number) => `018cc251-f406-7000-8000-00000000000${last}`
const here = AnnouncementId.parse(id(1))
const written = { as: named.paula.guardian, at: '2026-01-01T08:00:00.000Z', state: 'waiting' as const }

const comment = (last: number, announcement = here): OutgoingComment => ({
  ...written,
  name: 'comment.publish',
  request: RequestId.parse(id(last)),
  input: { announcement, text: 'Danke!' },
})

test('on its way under an announcement are the comments to it, in their order, and nothing else', () => {
  const removal: OutboxEntry = {
    ...written,
    name: 'comment.remove',
    request: RequestId.parse(id(5)),
    input: { comment: CommentId.parse(id(6)) },
  }
  const entries = [comment(4), comment(3, AnnouncementId.parse(id(2))), removal, comment(7)]
  expect(outgoingUnder(here, entries).map(({ request }) => request)).toEqual([id(4), id(7)])
})
