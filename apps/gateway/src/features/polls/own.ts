import { childrenOfFamily, isAsked, type Membership } from '@morgenkreis/domain'
import type { ChildId, OwnVote, OwnVotes, PollAnswer } from '@morgenkreis/protocol'
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
  const family = childrenOfFamily(actor, roster.members.values())
  const of = { poll: { $in: polls.map(({ _id }) => _id) }, children: { $in: family } }
  const [answers, taken] = await Promise.all([
    votes.answers.model.find(of).sort({ _id: 1 }).lean(),
    votes.participations.model.find(of).select('poll children').lean(),
  ])
  const given = [...(await votes.opened(answers)), ...taken.map((one) => ({ ...one, answer: null }))]
  return polls.map((poll) => {
    const here = given.filter((one) => one.poll === poll._id)
    return { poll: poll._id, votes: votersOf(poll, actor, { family, roster }).map((voter) => voteOf(voter, here)) }
  })
}

interface OwnVoter {
  readonly child: ChildId | null
  readonly children: readonly ChildId[]
}

function votersOf(
  poll: Asked,
  actor: Membership,
  { family, roster }: { family: readonly ChildId[]; roster: Roster },
): OwnVoter[] {
  const asked = (child: ChildId) => isAsked(poll, child, (one) => roster.children.get(one)?.group)
  if (poll.per === 'family') return family.some(asked) ? [{ child: null, children: family }] : []
  return actor.children.filter(asked).map((child) => ({ child, children: [child] }))
}

function voteOf(
  { child, children }: OwnVoter,
  given: readonly { children: readonly ChildId[]; answer: PollAnswer | null }[],
): OwnVote {
  const vote = given.find((one) => one.children.some((each) => children.includes(each)))
  return { child, voted: vote !== undefined, answer: vote?.answer ?? null }
}
