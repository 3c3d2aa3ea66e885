import { totalsOf, totalsWith } from '@morgenkreis/domain'
import type { ChildId, FacilityId, PollAnswer, PollId, PollTotals } from '@morgenkreis/protocol'
import { timelessId } from '../../shell/clock.ts'
import { collection, StoreSchema, type Database } from '../../shell/database.ts'
import { monthRef } from '../../shell/key-ref.ts'
import { Shredded } from '../../shell/keys.ts'
import type { Insert, Update } from '../../shell/plan.ts'
import { orNotFound } from '../../shell/refused.ts'
import { toSeal, type Sealed, type Sealer } from '../../shell/seal.ts'
import type { PollDoc } from './store.ts'
import { perishes } from '../../shell/purge/perishes.ts'

/**
 * One answer, for a child or for children of a family. It says neither who gave it (decision 12) nor when: its id is a
 * UUIDv4, and it goes when its poll goes.
 */
export interface AnswerDoc {
  _id: string
  facility: FacilityId
  poll: PollId
  children: ChildId[]
  /** The same children as one word: a second answer for just these is none, one for some of them may be. */
  together: string
  /** As JSON. */
  answer: Sealed
  v: number
  /** When the poll was published, and until when it takes answers: the vote itself has no time. */
  at: Date
  closesAt: Date
  expiresAt: Date
}

/** That somebody took part in an anonymous poll: apart from the counters, and nothing else (decision 9). */
export type ParticipationDoc = Omit<AnswerDoc, 'answer'>

/** The counters of an anonymous poll, sealed as JSON: its versions in the database's own log tell nothing. */
export interface TallyDoc {
  _id: PollId
  facility: FacilityId
  counts: Sealed
  v: number
  /** When the poll was published, and until when it takes answers: the vote itself has no time. */
  at: Date
  closesAt: Date
  expiresAt: Date
}

const mixed = StoreSchema.Types.Mixed
const strict = { strict: 'throw', versionKey: false, _id: false } as const
const id = { type: String, required: true } as const
const number = { type: Number, required: true } as const
const time = { type: Date, required: true } as const
const kept = { v: number, at: time, closesAt: time, expiresAt: time }
const vote = { _id: id, facility: id, poll: id, children: { type: [String], required: true }, together: id, ...kept }

const answers = new StoreSchema<AnswerDoc>({ ...vote, answer: { type: mixed, required: true } }, strict)
  .index({ poll: 1, children: 1 })
  .index({ poll: 1, together: 1 }, { unique: true })
  .plugin(perishes)
const participations = new StoreSchema<ParticipationDoc>(vote, strict)
  .index({ poll: 1, children: 1 })
  .index({ poll: 1, together: 1 }, { unique: true })
  .plugin(perishes)
const tallies = new StoreSchema<TallyDoc>(
  { _id: id, facility: id, counts: { type: mixed, required: true }, ...kept },
  strict,
).plugin(perishes)

type Of = Pick<PollDoc, '_id' | 'facility' | 'at' | 'closesAt' | 'expiresAt'>
/** Its times, which are those of all that hangs on it. */
const timesOf = ({ at, closesAt, expiresAt }: Of) => ({ at, closesAt, expiresAt })
const sealing = ({ facility, at }: Of, value: PollAnswer | PollTotals) =>
  toSeal(monthRef(facility, 'polls', at), JSON.stringify(value))

export function openVotes(database: Database, sealer: Sealer) {
  const stored = {
    answers: collection(database.data, 'poll-answers', answers),
    participations: collection(database.data, 'poll-participations', participations),
    tallies: collection(database.data, 'poll-tallies', tallies),
  }

  /** The counters that an anonymous poll begins with. */
  function opening(poll: Of, options: number): Insert {
    const { _id, facility } = poll
    const doc = { _id, facility, counts: sealing(poll, totalsOf(options, [])), v: 1, ...timesOf(poll) }
    return { kind: 'insert', collection: stored.tallies.native, facility, doc, unique: {} }
  }

  /** A first vote: the answer itself, or, where there is none to keep, that somebody took part. */
  function adding(poll: Of, children: readonly ChildId[], answer: PollAnswer | null): Insert {
    const { _id, facility } = poll
    const voters = { children: [...children], together: children.join(' ') }
    const taken = { _id: timelessId(), facility, poll: _id, ...voters, v: 1, ...timesOf(poll) }
    const { native } = answer === null ? stored.participations : stored.answers
    const doc = answer === null ? taken : { ...taken, answer: sealing(poll, answer) }
    // Two guardians at once: the second one finds the vote of the first.
    return { kind: 'insert', collection: native, facility, doc, unique: { poll: 'anew' } }
  }

  function changing(poll: Of, { _id, v }: AnswerDoc, answer: PollAnswer): Update {
    const set = { answer: sealing(poll, answer) }
    return { kind: 'update', collection: stored.answers.native, facility: poll.facility, id: _id, v, set }
  }

  /** One answer more in the counters. */
  async function counting(poll: Of, answer: PollAnswer): Promise<Update> {
    const tally = orNotFound(await stored.tallies.model.findById(poll._id).lean())
    const counted = totalsWith(await totalsIn(tally), answer)
    const { _id: id, v } = tally
    const set = { counts: sealing(poll, counted) }
    return { kind: 'update', collection: stored.tallies.native, facility: poll.facility, id, v, set }
  }

  /** What was answered; what cannot be opened any more is left out. */
  async function opened(
    docs: readonly AnswerDoc[],
  ): Promise<(Pick<AnswerDoc, 'poll' | 'children'> & { answer: PollAnswer })[]> {
    await sealer.prepareToOpen(docs.map(({ answer }) => answer))
    return docs.flatMap(({ _id, facility, poll, children, answer }) => {
      const text = sealer.open(answer, { facility, collection: 'poll-answers', id: _id, field: 'answer' })
      return text === Shredded ? [] : [{ poll, children, answer: JSON.parse(text) as PollAnswer }]
    })
  }

  async function totalsIn({ _id, facility, counts }: TallyDoc): Promise<PollTotals> {
    await sealer.prepareToOpen([counts])
    const text = sealer.open(counts, { facility, collection: 'poll-tallies', id: _id, field: 'counts' })
    return text === Shredded ? totalsOf(0, []) : (JSON.parse(text) as PollTotals)
  }

  /** What an anonymous poll came to so far. */
  async function counted(poll: PollId): Promise<PollTotals> {
    const tally = await stored.tallies.model.findById(poll).lean()
    return tally === null ? totalsOf(0, []) : totalsIn(tally)
  }

  return { ...stored, opening, adding, changing, counting, opened, counted }
}
export type VoteStore = ReturnType<typeof openVotes>
