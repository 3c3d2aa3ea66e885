import type {
  Author,
  ChildId,
  FacilityId,
  GonePoll,
  MembershipId,
  OwnVote,
  Poll,
  PollId,
  ToldEvent,
} from '@morgenkreis/protocol'
import { expect, test } from 'vitest'
import { counter } from '../test/kita.ts'
import { applyToPolls, emptyPolls, mergePolls } from './polls.ts'

const facility = counter('f')() as FacilityId
const child = counter('c')() as ChildId
const at = '2026-11-25T06:40:00.000Z'
const author: Author = { membership: counter('1')() as MembershipId, name: 'Emre', role: 'educator' }
const nextId = counter('a')

function poll(change: Partial<Poll> = {}): Poll {
  const rules = { kind: 'one', per: 'child', anonymous: false, totals: false } as const
  const asked = {
    question: 'Wohin?',
    options: ['Wald', 'Wasser'],
    closesAt: '2026-12-01T17:00:00.000Z',
    closedAt: null,
  }
  return { id: nextId() as PollId, facility, groups: 'all', author, ...rules, ...asked, at, v: 1, ...change }
}
const line = ({ id, groups }: Poll): GonePoll => ({ id, facility, groups, gone: 'removed', at, v: 2 })
const told = (name: ToldEvent['name'], { id, v }: { id: string; v: number }, data?: unknown) =>
  ({ seq: 1, name, ref: id, v, at, ...(data === undefined ? { gone: true } : { data }) }) as ToldEvent
const vote = (choice: number): OwnVote => ({ child, voted: true, answer: { choices: [choice] } })

test('[D-07] what was asked stands on top, once, whatever is told twice or late', () => {
  const [first, second] = [poll(), poll()]
  const read = mergePolls(emptyPolls, facility, { polls: [first], own: [], more: false })
  const events = [told('poll.published', second, second), told('poll.published', first, first)]
  const polls = [...events, ...events].reduce(applyToPolls, read)
  expect(polls.items).toEqual([second, first])
  expect(polls.stale).toBe(true)
  expect(applyToPolls(read, told('poll.published', first, first))).toBe(read)
})

test('[K-40] that somebody voted says only that one’s own has to be read; what was read stands until then', () => {
  const asked = poll()
  const read = mergePolls(emptyPolls, facility, {
    polls: [asked],
    own: [{ poll: asked.id, votes: [vote(0)] }],
    more: false,
  })
  const voted = applyToPolls(read, told('poll.voted', { id: asked.id, v: 2 }, { poll: asked.id }))
  expect(voted).toEqual({ ...read, stale: true })
  expect(applyToPolls(voted, told('poll.voted', { id: asked.id, v: 3 }, { poll: asked.id }))).toBe(voted)
  const again = mergePolls(voted, facility, {
    polls: [asked],
    own: [{ poll: asked.id, votes: [vote(1)] }],
    more: false,
  })
  expect(again.own.get(asked.id)).toEqual([vote(1)])
  expect(again.stale).toBe(false)
  expect(applyToPolls(read, told('poll.voted', { id: nextId(), v: 1 }, {}))).toBe(read)
})

test('[D-07, D-08] closed it stays, removed a line stays, and an older word changes neither', () => {
  const asked = poll()
  const closed = { ...asked, closedAt: at, v: 2 }
  const read = mergePolls(emptyPolls, facility, { polls: [asked], own: [], more: true })
  const polls = applyToPolls(read, told('poll.closed', closed, closed))
  expect(polls.items).toEqual([closed])
  expect(applyToPolls(polls, told('poll.published', asked, asked))).toBe(polls)
  const gone = { ...line(asked), v: 3 }
  const removed = applyToPolls(polls, told('poll.removed', gone, gone))
  expect(removed.items).toEqual([gone])
  expect(applyToPolls(removed, told('poll.closed', closed, closed))).toBe(removed)
  const back = { ...asked, v: 4 }
  expect(applyToPolls(removed, told('poll.restored', back, back))).toMatchObject({ items: [back], stale: true })
  expect(applyToPolls(polls, told('poll.closed', { id: asked.id, v: 3 })).items).toEqual([])
  expect(read.more.get(facility)).toBe(true)
})
