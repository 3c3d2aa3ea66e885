import { z } from 'zod'
import { Acknowledgement, gateRefuses } from './audience.ts'
import { event } from './event.ts'
import { Sign } from './facilities.ts'
import { Groups } from './groups.ts'
import { ChildId, FacilityId, GroupId, PollId } from './ids.ts'
import { operation } from './operation.ts'
import {
  fewestOptions,
  longestPollText,
  longestOption,
  longestQuestion,
  mostOptions,
  pollKinds,
  pollVoters,
} from './poll-limits.ts'
import { Author, Gone, instant } from './shown.ts'
import { entered } from './text.ts'

export const PollQuestion = entered(longestQuestion)
export const PollOption = entered(longestOption)
export const PollText = entered(longestPollText)

export const PollKind = z.enum(pollKinds)
export type PollKind = z.infer<typeof PollKind>

export const PollVoter = z.enum(pollVoters)
export type PollVoter = z.infer<typeof PollVoter>

/** What its author decided about a poll, in the order of the form. */
const asked = {
  question: PollQuestion,
  kind: PollKind,
  /** None for free text. */
  options: z.array(PollOption).max(mostOptions),
  per: PollVoter,
  /** Counters only: nobody in the Kita can see who chose what (decision 9). */
  anonymous: z.boolean(),
  /** Whether families see the totals after closing (K-40). */
  totals: z.boolean(),
  closesAt: instant,
}

/** A poll as everybody reads it who hears its groups. Nothing in it tells whether anybody answered (K-40). */
export const Poll = z.strictObject({
  id: PollId,
  facility: FacilityId,
  groups: Groups,
  author: Author,
  ...asked,
  /** When it was closed before its time. */
  closedAt: instant.nullable(),
  at: instant,
  v: z.int().positive(),
})
export type Poll = z.infer<typeof Poll>

export const GonePoll = Gone.extend({ id: PollId, facility: FacilityId, groups: Groups })
export type GonePoll = z.infer<typeof GonePoll>

/** The places of the options chosen, counted from 0; or what was written. */
export const PollAnswer = z.union([
  z.strictObject({
    choices: z
      .array(
        z
          .int()
          .min(0)
          .max(mostOptions - 1),
      )
      .min(1)
      .max(mostOptions)
      .refine((choices) => new Set(choices).size === choices.length),
  }),
  z.strictObject({ text: PollText }),
])
export type PollAnswer = z.infer<typeof PollAnswer>

/** What a guardian sees of the own vote: for a child, or with null for the family. Never by whom or when (decision 12). */
export const OwnVote = z.strictObject({
  child: ChildId.nullable(),
  voted: z.boolean(),
  /** Null where nothing was answered, and in an anonymous poll always. */
  answer: PollAnswer.nullable(),
})
export type OwnVote = z.infer<typeof OwnVote>

export const OwnVotes = z.strictObject({ poll: PollId, votes: z.array(OwnVote) })
export type OwnVotes = z.infer<typeof OwnVotes>

/** How many answered, and how many chose each option. */
export const PollTotals = z.strictObject({
  answers: z.int().nonnegative(),
  counts: z.array(z.int().nonnegative()),
})
export type PollTotals = z.infer<typeof PollTotals>

/** For whom an answer counts, as staff see it: by the children's signs and names (K-38); a child that left has neither. */
export const Voter = z.strictObject({
  child: ChildId,
  sign: Sign.nullable(),
  name: z.string().nullable(),
  group: GroupId.nullable(),
})
export type Voter = z.infer<typeof Voter>
export const ListedAnswer = z.strictObject({ voters: z.array(Voter), answer: PollAnswer })
export type ListedAnswer = z.infer<typeof ListedAnswer>

/** What staff see of the answers. */
export const PollReturns = z.strictObject({
  answered: z.int().nonnegative(),
  /** How many children or families are asked. */
  asked: z.int().nonnegative(),
  /** Empty in an anonymous poll. */
  answers: z.array(ListedAnswer),
})
export type PollReturns = z.infer<typeof PollReturns>

/** A poll as one reader may see it now. */
export const PollRead = z.strictObject({
  poll: Poll,
  own: z.array(OwnVote),
  /** Null where the reader may not see them, or not yet. */
  totals: PollTotals.nullable(),
  /** Null for everybody but staff. */
  returns: PollReturns.nullable(),
})
export type PollRead = z.infer<typeof PollRead>

const notSeen = ['not-found', 'module-off'] as const

const areOptionsFor = (kind: PollKind, options: readonly string[]) =>
  kind === 'text' ? options.length === 0 : options.length >= fewestOptions && new Set(options).size === options.length

export const publishPoll = operation('poll.publish', {
  at: 'facility',
  changes: true,
  live: true,
  input: z
    .strictObject({ facility: FacilityId, groups: Groups, ...asked, acknowledgement: Acknowledgement.optional() })
    .refine(({ kind, options }) => areOptionsFor(kind, options), { path: ['options'] })
    .refine(({ kind, anonymous }) => !(anonymous && kind === 'text'), { path: ['anonymous'] }),
  output: Poll,
  refuses: [...notSeen, 'forbidden', 'gone', 'deadline-out-of-range', ...gateRefuses],
})

export const listPolls = operation('poll.list', {
  at: 'facility',
  changes: false,
  live: true,
  input: z.strictObject({ facility: FacilityId, before: PollId.optional() }),
  output: z.strictObject({
    polls: z.array(z.union([Poll, GonePoll])),
    /** For guardians: of each poll of the page. */
    own: z.array(OwnVotes),
    more: z.boolean(),
  }),
  refuses: [...notSeen, 'forbidden'],
})

export const readPoll = operation('poll.read', {
  at: 'facility',
  changes: false,
  live: true,
  input: z.strictObject({ poll: PollId }),
  output: z.union([PollRead, GonePoll]),
  refuses: [...notSeen, 'forbidden'],
})

/** Answers, or changes the answer; `child` is named where each child answers once. */
export const votePoll = operation('poll.vote', {
  at: 'facility',
  changes: true,
  live: true,
  input: z.strictObject({ poll: PollId, child: ChildId.optional(), answer: PollAnswer }),
  output: OwnVotes,
  refuses: [...notSeen, 'forbidden', 'gone', 'poll-closed', 'child-unknown', 'choice-unknown', 'already-voted'],
})

/** Closes it before its time. */
export const closePoll = operation('poll.close', {
  at: 'facility',
  changes: true,
  live: true,
  input: z.strictObject({ poll: PollId }),
  output: Poll,
  refuses: [...notSeen, 'forbidden', 'gone', 'poll-closed'],
})

export const removePoll = operation('poll.remove', {
  at: 'facility',
  changes: true,
  live: true,
  input: z.strictObject({ poll: PollId }),
  output: GonePoll,
  refuses: [...notSeen, 'forbidden'],
})

/** Back from the trash, with every answer. `gone`: it was in it for more than seven days. */
export const restorePoll = operation('poll.restore', {
  at: 'facility',
  changes: true,
  live: true,
  input: z.strictObject({ poll: PollId }),
  output: Poll,
  refuses: [...notSeen, 'forbidden', 'gone'],
})

export const pollPublished = event('poll.published', Poll)
/** Somebody answered: without what, and for whom. Whoever may know more reads the poll anew. */
export const pollVoted = event('poll.voted', z.strictObject({ poll: PollId }))
export const pollClosed = event('poll.closed', Poll)
export const pollRemoved = event('poll.removed', GonePoll)
export const pollRestored = event('poll.restored', Poll)
