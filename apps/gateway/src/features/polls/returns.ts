import { countAsked, isStaff, totalsFor, totalsOf, type Membership } from '@morgenkreis/domain'
import type { ChildId, ListedAnswer, Poll, PollAnswer, PollRead, PollReturns, Voter } from '@morgenkreis/protocol'
import { namesOfChildren } from '../../shell/roster/children-names.ts'
import type { Roster } from '../../shell/roster/roster.ts'
import type { Shell } from '../../shell/shell.ts'
import { ownVotes } from './own.ts'
import type { PollDoc } from './store.ts'
import type { VoteStore } from './votes.ts'

interface Reading {
  readonly actor: Membership
  readonly roster: Roster
  readonly now: Date
  readonly votes: VoteStore
  readonly shell: Shell
}

/** A poll as this reader may see it now: the own votes, the totals, and for staff the answers. */
export async function readingOf(doc: PollDoc, poll: Poll, reading: Reading): Promise<PollRead> {
  const { actor, roster, now, votes } = reading
  // Not in the order of voting.
  const answers = await votes.opened(await votes.answers.model.find({ poll: doc._id }).sort({ _id: 1 }).lean())
  const given = answers.map(({ answer }) => answer)
  const totals = doc.anonymous ? await votes.counted(doc._id) : totalsOf(poll.options.length, given)
  const [own] = await ownVotes([doc], actor, { roster, votes })
  return {
    poll,
    own: own?.votes ?? [],
    totals: totalsFor(actor.role, doc, totals, now),
    returns: isStaff(actor.role) ? await returnsOf(doc, { answers, answered: totals.answers }, reading) : null,
  }
}

interface Given {
  readonly children: readonly ChildId[]
  readonly answer: PollAnswer
}

async function returnsOf(
  poll: PollDoc,
  { answers, answered }: { answers: readonly Given[]; answered: number },
  { actor, roster, shell }: Reading,
): Promise<PollReturns> {
  const groupOf = (child: ChildId) => roster.children.get(child)?.group
  const asked = countAsked(poll, { members: roster.members.values(), children: roster.children.keys(), groupOf })
  const names = answers.length > 0 ? await namesOfChildren(roster, shell) : new Map<ChildId, string>()
  const voterOf = (child: ChildId): Voter => {
    const here = roster.children.get(child)
    return {
      child,
      sign: here?.sign ?? null,
      name: here ? (names.get(child) ?? null) : null,
      group: here?.group ?? null,
    }
  }
  const listed = answers.map(({ children, answer }): ListedAnswer => {
    const voters = children.map(voterOf)
    return { voters: voters.filter((voter) => concerns(actor, voter)), answer }
  })
  const answersShown = listed.filter(({ voters }) => voters.length > 0).sort(byFirstVoter)
  // Families are counted by common children, and of some several answer.
  return { answered, asked: Math.max(asked, answered), answers: answersShown }
}

/** K-15: staff of a group see the answers of its children; an admin sees all. */
const concerns = ({ groups }: Membership, { group }: Voter) =>
  groups === 'all' || (group !== null && groups.some((own) => own === group))

const byFirstVoter = ({ voters: [one] }: ListedAnswer, { voters: [other] }: ListedAnswer) =>
  (one?.child ?? '') < (other?.child ?? '') ? -1 : 1
