import type { ChildId, InputOf, PollAnswer } from '@morgenkreis/protocol'
import { apfelhof } from '@morgenkreis/world'
import type { WorldMembership } from '@morgenkreis/world'
import { writesIn } from '../cast.ts'
import type { Place } from '../cast.ts'
import { isOpen, keyOfVoter, voteFor, votersOf } from '../facts/polls.ts'
import type { KeptPoll } from '../facts/polls.ts'
import { absenceOf, isStaff, postFor, tieTo, voteBy } from '../hearing.ts'
import { change, now } from '../insisting.ts'
import type { Reading } from '../reading.ts'
import type { Actor, Stage } from '../stage.ts'
import { preview } from './previewing.ts'

/** What kind of poll, so that a day has one of each. */
export type Kind = Pick<InputOf<'poll.publish'>, 'kind' | 'per' | 'anonymous' | 'totals'>

const options = ['In den Wald', 'Ans Wasser', 'Zum Bauernhof', 'Wir bleiben da']

/** Staff asks groups, or the whole Kita, until a deadline. */
export async function askPoll(stage: Stage, { kind, closesAt }: { kind: Kind; closesAt: number }): Promise<void> {
  const { kita, chance } = stage
  const actor = stage.actor((hat) => isStaff(hat) && hat.facility === apfelhof && writesIn(hat, placeFor(hat)))
  if (!actor) return
  const { phone, hat } = actor
  const own = placeFor(hat)
  const place: Place = own.groups === 'all' && chance.next() < 0.5 ? oneGroup(stage) : own
  const shown = await preview(phone, hat.id, { kind: 'poll', ...place })
  if ('refusal' in shown) return stage.unexpected(phone, `audience.preview: ${shown.refusal}`)
  const audience = kita.hearing(postFor(place))
  const reading: Reading = { hears: postFor(place), families: 'everything' }
  const { mark, text: question } = stage.write(audience, 240, reading)
  const asked = { question, ...kind, options: kind.kind === 'text' ? [] : options }
  const input = { ...place, ...asked, closesAt: new Date(closesAt).toISOString(), ...shown }
  const sentAt = now()
  const reply = await change(() => phone.door, 'poll.publish', hat.id, input)
  if (!reply.ok) {
    stage.forbid(mark)
    return stage.unexpected(phone, `poll.publish: ${reply.error.code}`)
  }
  const { id } = reply.data
  const fresh = { closedAt: null, gone: false, busy: false, votes: new Map(), underWay: new Set<ChildId>() }
  kita.polls.push({ id, place, mark, ...kind, options: asked.options.length, closesAt, ...fresh })
  stage.note({ event: 'poll.published', ref: id, text: question, sentAt, audience, reading }, { by: actor })
  stage.counts.polls += 1
  if (kind.anonymous) stage.counts.anonymousPolls += 1
}

const placeFor = ({ facility, groups }: WorldMembership): Place => ({ facility, groups })
const oneGroup = (stage: Stage): Place => ({
  facility: apfelhof,
  groups: [stage.chance.oneOf(stage.groupsIn(apfelhof))!],
})

/** Who shares a group with the poll (K-36), and has somebody to answer for. */
export const answersIn = (poll: KeptPoll) => (hat: WorldMembership) =>
  postFor(poll.place)(hat) && votersOf(poll, hat).length > 0

/** A guardian answers for a child or the family, or answers otherwise than before. */
export async function vote(stage: Stage): Promise<void> {
  const { kita, chance, time } = stage
  const poll = chance.oneOf(kita.polls.filter((one) => isOpen(one, time.now() + 2000)))
  const actor = poll && stage.actor(answersIn(poll))
  const voter = actor && chance.oneOf(votersOf(poll, actor.hat))
  if (!voter) return
  const own = actor.hat.children.map(({ child }) => child)
  if (own.some((child) => poll.underWay.has(child))) return
  for (const child of own) poll.underWay.add(child)
  await answer(stage, actor, { poll, ...voter }).finally(() => own.forEach((child) => poll.underWay.delete(child)))
}

interface Voting {
  readonly poll: KeptPoll
  readonly child: ChildId | null
  readonly children: readonly ChildId[]
}

async function answer(stage: Stage, { phone, hat }: Actor, { poll, child, children: asked }: Voting): Promise<void> {
  const { kita } = stage
  const before = voteFor(poll, hat, { children: asked })
  const children = before?.children ?? asked
  const { mark, answer: given } = answerTo(stage, poll, children)
  const sentAt = now()
  const input = { poll: poll.id, ...(child && { child }), answer: given }
  const reply = await change(() => phone.door, 'poll.vote', hat.id, input)
  // Decision 9: in an anonymous poll nobody changes an answer.
  if (poll.anonymous && before) {
    return stage.mustRefuse(phone, 'a second anonymous vote', { expected: ['already-voted'], reply })
  }
  if (!reply.ok) {
    if (mark !== null) stage.forbid(mark)
    // Somebody closed or removed it meanwhile.
    if (poll.busy || poll.gone) return kita.count(reply.error.code)
    return stage.unexpected(phone, `poll.vote: ${reply.error.code}`)
  }
  if (before && before.mark !== null) kita.goneAt.set(before.mark, now())
  poll.votes.set(keyOfVoter(children), { children, answer: given, mark })
  const mine = children.filter((one) => tieTo(hat, one) !== undefined)
  stage.note({ event: 'poll.voted', ref: poll.id, sentAt, audience: kita.hearing(voteBy(hat, poll.place, mine)) })
  stage.counts.votes += 1
  if (before) stage.counts.changedVotes += 1
}

/** A free text is read by staff of the children's groups, and by who has all of them. */
function answerTo(
  stage: Stage,
  poll: KeptPoll,
  children: readonly ChildId[],
): { mark: number | null; answer: PollAnswer } {
  const { chance, kita } = stage
  if (poll.kind === 'text') {
    const family = (hat: WorldMembership) => children.every((child) => tieTo(hat, child) !== undefined)
    const staff = children.map((child) => (hat: WorldMembership) => isStaff(hat) && absenceOf(apfelhof, child)(hat))
    const { mark, text } = stage.write(kita.hearing(...staff, family), 800)
    return { mark, answer: { text } }
  }
  const first = chance.below(poll.options)
  const second = chance.below(poll.options)
  const choices = poll.kind === 'several' && second !== first ? [first, second].sort((a, b) => a - b) : [first]
  return { mark: null, answer: { choices } }
}

/** Staff closes a poll before its time, */
export const closePoll = (stage: Stage): Promise<void> => end(stage, 'poll.close')
/** or takes it away, with all that was answered. */
export const removePoll = (stage: Stage): Promise<void> => end(stage, 'poll.remove')

async function end(stage: Stage, name: 'poll.close' | 'poll.remove'): Promise<void> {
  const { kita, chance, time } = stage
  const open = kita.polls.filter((one) => isOpen(one, time.now()) && one.underWay.size === 0)
  const poll = open.length > 2 ? chance.oneOf(open) : undefined
  const actor = poll && stage.actor((hat) => isStaff(hat) && writesIn(hat, poll.place))
  if (!actor) return
  poll.busy = true
  const { phone, hat } = actor
  const sentAt = now()
  const reply = await change(() => phone.door, name, hat.id, { poll: poll.id })
  poll.busy = false
  if (!reply.ok) return stage.unexpected(phone, `${name}: ${reply.error.code}`)
  const told = { ref: poll.id, sentAt, audience: kita.hearing(postFor(poll.place)) }
  if ('gone' in reply.data) {
    poll.gone = true
    stage.note({ event: 'poll.removed', ...told })
    stage.counts.removals += 1
    for (const { mark } of [poll, ...poll.votes.values()]) if (mark !== null) kita.goneAt.set(mark, now())
  } else {
    poll.closedAt = time.now()
    stage.note({ event: 'poll.closed', text: reply.data.question, ...told })
  }
}
