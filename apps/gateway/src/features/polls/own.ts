import { answerWithin, isAsked, type GroupOf, type Membership } from '@morgenkreis/domain'
import type { ChildId, OwnVote, OwnVotes } from '@morgenkreis/protocol'
import type { Roster } from '../../shell/roster/roster.ts'
import type { PollDoc } from './store.ts'
import type { VoteStore } from './votes.ts'

/** A poll, and what of it an answer of one's own goes by. */
type Asked = Pick<PollDoc, '_id' | 'groups' | 'per'>

/**
 * The guardian's own votes in these polls: for each own child that is asked, or one for the family. Nobody else has any. By
 * whom and when is not in it (decision 12).
 */
export async function ownVotes(
  polls: readonly Asked[],
  actor: Membership,
  { roster, votes }: { roster: Roster; votes: VoteStore },
): Promise<OwnVotes[]> {
  if (actor.role !== 'guardian' || polls.length === 0) return []
  const of = { poll: { $in: polls.map(({ _id }) => _id) }, children: { $in: [...actor.children] } }
  const [answers, taken] = await Promise.all([
    votes.answers.model.find(of).lean(),
    votes.participations.model.find(of).select('poll children').lean(),
  ])
  const given = [...(await votes.opened(answers)), ...taken.map((one) => ({ ...one, answer: null }))]
  const groupOf = (child: ChildId) => roster.children.get(child)?.group
  return polls.map((poll) => {
    const here = given.filter((one) => one.poll === poll._id)
    const voteOf = ({ child, children }: OwnVoter): OwnVote => {
      const vote = answerWithin(here, children, groupOf)
      return { child, voted: vote !== undefined, answer: vote?.answer ?? null }
    }
    return { poll: poll._id, votes: votersOf(poll, actor, groupOf).map(voteOf) }
  })
}

interface OwnVoter {
  readonly child: ChildId | null
  readonly children: readonly ChildId[]
}

function votersOf(poll: Asked, { children }: Membership, groupOf: GroupOf): OwnVoter[] {
  const asked = children.filter((child) => isAsked(poll, child, groupOf))
  if (poll.per === 'family') return asked.length > 0 ? [{ child: null, children }] : []
  return asked.map((child) => ({ child, children: [child] }))
}
