import { answerTo, answerWithin, isOpen, votingFor, type Membership } from '@morgenkreis/domain'
import type { ChildId, InputOf, PollAnswer } from '@morgenkreis/protocol'
import type { Write } from '../../shell/plan.ts'
import { orRefuse, Refused } from '../../shell/refused.ts'
import type { Roster } from '../../shell/roster/roster.ts'
import type { PollDoc } from './store.ts'
import type { VoteStore } from './votes.ts'

/** What a vote stores, and for which children it counts. */
export interface Voting {
  readonly writes: readonly Write[]
  readonly children: readonly ChildId[]
  readonly answer: PollAnswer
  /** Of the answer; of the poll it would count the votes of others (K-40). */
  readonly v: number
}

interface Deciding {
  readonly actor: Membership
  readonly roster: Roster
  readonly now: Date
  readonly votes: VoteStore
}

/** Decides about a vote, by what is stored now: a first one, or another answer instead of the one given. */
export async function voting(
  poll: PollDoc,
  options: number,
  input: Pick<InputOf<'poll.vote'>, 'child' | 'answer'>,
  { actor, roster, now, votes }: Deciding,
): Promise<Voting> {
  const groupOf = (child: ChildId) => roster.children.get(child)?.group
  const children = orRefuse(votingFor(poll, input.child, actor, groupOf))
  const answer = orRefuse(answerTo({ kind: poll.kind, options }, input.answer))
  if (!isOpen(poll, now)) throw new Refused('poll-closed')
  const own = poll.per === 'child' ? children : actor.children
  const of = { poll: poll._id, children: { $in: [...own] } }
  if (poll.anonymous) {
    const taken = await votes.participations.model.find(of).lean()
    if (answerWithin(taken, own, groupOf) !== undefined) throw new Refused('already-voted')
    return { writes: [votes.adding(poll, children, null), await votes.counting(poll, answer)], children, answer, v: 1 }
  }
  const given = answerWithin(await votes.answers.model.find(of).lean(), own, groupOf)
  if (given === undefined) return { writes: [votes.adding(poll, children, answer)], children, answer, v: 1 }
  const here = given.children.filter((child) => own.includes(child))
  return { writes: [votes.changing(poll, given, answer)], children: here, answer, v: given.v + 1 }
}
