import type { PollRead } from '@morgenkreis/protocol'
import type { WorldMembership } from '@morgenkreis/world'
import { answersFor, byFirstChild, ownVotesOf, totalsOf, totalsShownTo } from '../facts/polls.ts'
import type { KeptPoll } from '../facts/polls.ts'
import { postFor } from '../hearing.ts'
import { insist } from '../insisting.ts'
import type { Phone } from '../phone.ts'
import type { Difference } from '../record.ts'
import type { Stage } from '../stage.ts'
import { miscounted } from '../states.ts'

/** K-40, decision 9: everybody reads of a poll what is theirs, and the totals are those of the record. */
export async function judgePolls(stage: Stage, phone: Phone): Promise<Difference[]> {
  const found: Difference[] = []
  for (const hat of phone.player.hats)
    for (const poll of stage.kita.polls) found.push(...(await judgePoll(stage, { phone, hat }, poll)))
  return found
}

async function judgePoll(
  { time }: Stage,
  { phone, hat }: { phone: Phone; hat: WorldMembership },
  poll: KeptPoll,
): Promise<Difference[]> {
  const reply = await insist(() => phone.door, 'poll.read', { as: hat.id, input: { poll: poll.id } })
  const { name } = phone.player
  const what = `poll ${poll.id}`
  if (!postFor(poll.place)(hat)) return miscounted(name, what, 'not-found', reply.ok ? 'an answer' : reply.error.code)
  if (!reply.ok) return miscounted(name, what, 'an answer', reply.error.code)
  if ('gone' in reply.data) return miscounted(name, what, poll.gone, true)
  const answers = answersFor(poll, hat)
  const expected = {
    own: ownVotesOf(poll, hat).sort(byChild),
    totals: totalsShownTo(hat.role, poll, time.now()),
    answers,
    answered: answers && totalsOf(poll).answers,
  }
  return miscounted(name, what, expected, asCompared(reply.data))
}

const asCompared = ({ own, totals, returns }: PollRead) => ({
  own: own.toSorted(byChild),
  totals,
  answers:
    returns &&
    returns.answers
      .map(({ voters, answer }) => ({ children: voters.map(({ child }) => child).sort(), answer }))
      .sort(byFirstChild),
  answered: returns && returns.answered,
})

const byChild = (one: { child: string | null }, other: { child: string | null }) =>
  (one.child ?? '').localeCompare(other.child ?? '')
