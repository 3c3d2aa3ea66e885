import { answerTo, isOpen, toldOfVote, votingFor, type Membership } from '@morgenkreis/domain'
import type { ChildId, InputOf, MembershipId, PollAnswer } from '@morgenkreis/protocol'
import type { Write } from '../../shell/plan.ts'
import { orRefuse, Refused } from '../../shell/refused.ts'
import type { Roster } from '../../shell/roster/roster.ts'
import type { RosterStore } from '../../shell/roster/store.ts'
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
  const children = orRefuse(votingFor(poll, input.child, actor, { members: roster.members.values(), groupOf }))
  const answer = orRefuse(answerTo({ kind: poll.kind, options }, input.answer))
  if (!isOpen(poll, now)) throw new Refused('poll-closed')
  const of = { poll: poll._id, children: { $in: [...children] } }
  if (poll.anonymous) {
    if ((await votes.participations.model.findOne(of).lean()) !== null) throw new Refused('already-voted')
    return { writes: [votes.adding(poll, children, null), await votes.counting(poll, answer)], children, answer, v: 1 }
  }
  const given = await votes.answers.model.find(of).sort({ _id: 1 }).lean()
  const [first] = given
  if (first === undefined) return { writes: [votes.adding(poll, children, answer)], children, answer, v: 1 }
  // Families that answered apart may have become one since: then all its answers are this one.
  return { writes: given.map((doc) => votes.changing(poll, doc, answer)), children, answer, v: first.v + 1 }
}

/** The guardians who are told of it at once. */
export async function guardiansTold(
  { children }: Pick<Voting, 'children'>,
  { actor, memberships }: { actor: Membership; memberships: RosterStore['memberships'] },
): Promise<MembershipId[]> {
  const docs = await memberships.model
    .find({ facility: actor.facility, role: 'guardian', endedAt: null, 'children.child': { $in: [...children] } })
    .select('children')
    .lean()
  const links = docs.flatMap(({ _id: membership, children: own }) =>
    own.map(({ child, household }) => ({ membership, child, household })),
  )
  return toldOfVote(actor.id, children, links)
}
