import type { FacilityId, GonePoll, OutputOf, OwnVote, Poll, PollId, ToldEvent } from '@morgenkreis/protocol'
import { type Shelf, emptyShelf, put, vanish } from './shelf.ts'

export type PollItem = Poll | GonePoll

/** The polls that were read so far, of all facilities of a person, newest first. */
export interface Polls extends Shelf<PollItem> {
  /** What a guardian answered, as it was read last. */
  readonly own: ReadonlyMap<PollId, readonly OwnVote[]>
  /** Whether a facility has older ones to read. */
  readonly more: ReadonlyMap<FacilityId, boolean>
  /** One came, or somebody answered: what of it is one's own is not told, and has to be read. */
  readonly stale: boolean
}

export const emptyPolls: Polls = { ...emptyShelf, own: new Map(), more: new Map(), stale: false }

/** Takes a page of `poll.list` in. Nothing is stale after it. */
export function mergePolls(polls: Polls, facility: FacilityId, page: OutputOf<'poll.list'>): Polls {
  const merged = page.polls.reduce(keep, polls)
  const own = new Map([...polls.own, ...page.own.map(({ poll, votes }) => [poll, votes] as const)])
  return { ...merged, own, more: new Map(polls.more).set(facility, page.more), stale: false }
}

export function applyToPolls(polls: Polls, told: ToldEvent): Polls {
  switch (told.name) {
    case 'poll.published':
    case 'poll.restored':
    case 'poll.revealed': {
      const after = told.data === undefined ? vanish(polls, told.ref, told.v) : keep(polls, told.data)
      return after === polls ? polls : { ...after, stale: true }
    }
    case 'poll.closed':
    case 'poll.removed':
      return told.data === undefined ? vanish(polls, told.ref, told.v) : keep(polls, told.data)
    case 'poll.voted':
      return polls.items.some(({ id }) => id === told.ref) && !polls.stale ? { ...polls, stale: true } : polls
    default:
      return polls
  }
}

const keep = (polls: Polls, item: PollItem) => put(polls, item, 'newest first')
