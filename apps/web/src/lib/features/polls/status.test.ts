import { expect, test } from 'vitest'
import type { ChildId, OwnVote, Poll } from '@morgenkreis/protocol'
import { statusOf } from './status.ts'

const closesAt = '2026-03-06T16:00:00.000Z'
const poll = { closesAt, closedAt: null } as Poll
const vote = (voted: boolean): OwnVote => ({ child: 'kim' as ChildId, voted, answer: null })
const before = '2026-03-06T15:59:59.999Z'

test('[D-07] a poll is to be answered until there is an answer for each child', () => {
  expect(statusOf(poll, [vote(false)], before)).toBe('toDo')
  expect(statusOf(poll, [vote(true), vote(false)], before)).toBe('toDo')
  expect(statusOf(poll, [vote(true), vote(true)], before)).toBe('done')
})

test('who has no child in it has nothing to do', () => {
  expect(statusOf(poll, [], before)).toBe('open')
})

test('[K-27] at the deadline, or closed by hand, it is over', () => {
  expect(statusOf(poll, [vote(false)], closesAt)).toBe('closed')
  expect(statusOf({ ...poll, closedAt: before }, [vote(true)], before)).toBe('closed')
})
