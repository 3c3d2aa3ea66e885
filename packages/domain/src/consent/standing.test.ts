import type { ChatAcknowledgementId, PreviewId, ThreadId } from '@morgenkreis/protocol'
import { expect, test } from 'vitest'
import { membershipId, sun, wave } from '../../test/members.ts'
import { noticeVersion } from './notice.ts'
import { acknowledgeUnder, holds, type Standing } from './standing.ts'

const thread = sun as string as ThreadId
const by = membershipId(1)
const audience = { families: 22, staff: 5, version: 7 }
const standing: Standing = {
  id: '018cc251-f409-7000-8000-000000000001' as ChatAcknowledgementId,
  by,
  thread,
  proof: {
    ...{ preview: 'p' as PreviewId, notice: 'chat', version: noticeVersion('chat'), hash: 'h', language: 'de' },
    ...{ families: 22, staff: 5, audience: 7 },
  },
}
const pass = (
  given: Standing | null,
  wanted: Partial<{ by: typeof by; thread: ThreadId; audience: typeof audience }> = {},
) => acknowledgeUnder({ text: 'Hallo' }, { by, thread, audience, ...wanted }, given)

test('[D-05, K-101] a message passes under what its author acknowledged for its thread, and carries it', () => {
  expect(pass(standing)).toEqual({ text: 'Hallo', under: standing.id, proof: standing.proof })
  expect(pass(null)).toBe('acknowledgement-missing')
  expect(pass(standing, { by: membershipId(2) })).toBe('acknowledgement-stale')
  expect(pass(standing, { thread: wave as string as ThreadId })).toBe('acknowledgement-stale')
})

test('[N3] it holds until somebody is added or the sentence changes; who leaves changes nothing', () => {
  expect(pass(standing, { audience: { ...audience, version: 8 } })).toBe('audience-changed')
  expect(pass(standing, { audience: { families: 20, staff: 4, version: 7 } })).toMatchObject({ under: standing.id })
  const older = { ...standing, proof: { ...standing.proof, version: noticeVersion('chat') - 1 } }
  expect(holds(older, audience)).toBe('acknowledgement-stale')
  const ofComment = { ...standing, proof: { ...standing.proof, notice: 'comment-one-group' as const } }
  expect(holds(ofComment, audience)).toBe('acknowledgement-stale')
})
