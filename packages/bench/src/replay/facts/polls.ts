import type { ChildId, OwnVote, PollAnswer, PollId, PollKind, PollTotals, PollVoter, Role } from '@morgenkreis/protocol'
import type { WorldMembership } from '@morgenkreis/world'
import { groupOfChild } from '../children-here.ts'
import type { Place } from '../cast.ts'
import { isStaff } from '../hearing.ts'

export interface Vote {
  readonly children: readonly ChildId[]
  readonly answer: PollAnswer
  readonly mark: number | null
}

/** A poll, and who answered what: the record of a poll of the day. */
export interface KeptPoll {
  readonly id: PollId
  readonly place: Place
  /** The number of its question. */
  readonly mark: number
  readonly kind: PollKind
  /** How many. */
  readonly options: number
  readonly per: PollVoter
  readonly anonymous: boolean
  readonly totals: boolean
  readonly closesAt: number
  closedAt: number | null
  gone: boolean
  /** Somebody is about to close or remove it. */
  busy: boolean
  /** By the children for whom it counts. */
  readonly votes: Map<string, Vote>
  /** For whom somebody is voting now. */
  readonly underWay: Set<ChildId>
}

export const isOpen = ({ closesAt, closedAt, gone, busy }: KeptPoll, now: number) =>
  !gone && !busy && closedAt === null && now < closesAt

const isAsked = ({ place }: Pick<KeptPoll, 'place'>, child: ChildId) => {
  const group = groupOfChild(child)
  return group !== undefined && (place.groups === 'all' || place.groups.includes(group))
}

/** For whom somebody under this hat answers: each own child that is asked, or the family, of which the own ones that are asked count. */
export function votersOf(
  poll: Pick<KeptPoll, 'place' | 'per'>,
  hat: WorldMembership,
): { child: ChildId | null; children: readonly ChildId[] }[] {
  if (hat.role !== 'guardian') return []
  const asked = hat.children.map(({ child }) => child).filter((child) => isAsked(poll, child))
  if (poll.per === 'child') return asked.map((child) => ({ child, children: [child] }))
  return asked.length > 0 ? [{ child: null, children: asked.sort() }] : []
}

export const keyOfVoter = (children: readonly ChildId[]) => children.join(' ')

/**
 * The answer that somebody under this hat reads and changes: for the child, or one for nobody but own children; of several that
 * for most of them, and of these the first by its children. A child that left counts for nobody.
 */
export function voteFor(
  { per, votes }: Pick<KeptPoll, 'per' | 'votes'>,
  hat: WorldMembership,
  voter: { readonly children: readonly ChildId[] },
): Vote | undefined {
  const own = per === 'child' ? voter.children : hat.children.map(({ child }) => child)
  const isOwn = ({ children }: Vote) => {
    const here = children.filter((child) => groupOfChild(child) !== undefined)
    return here.length > 0 && here.every((child) => own.includes(child))
  }
  const first = ({ children: a }: Vote, { children: b }: Vote) =>
    b.length - a.length || keyOfVoter(a).localeCompare(keyOfVoter(b))
  return [...votes.values()].filter(isOwn).sort(first)[0]
}

/** The own answers, as a guardian reads them. */
export const ownVotesOf = (poll: KeptPoll, hat: WorldMembership): OwnVote[] =>
  votersOf(poll, hat).map(({ child, children }) => {
    const vote = voteFor(poll, hat, { children })
    return { child, voted: vote !== undefined, answer: poll.anonymous ? null : (vote?.answer ?? null) }
  })

export function totalsOf({ options, votes }: Pick<KeptPoll, 'options' | 'votes'>): PollTotals {
  const given = [...votes.values()].map(({ answer }) => answer)
  const chose = (option: number) => given.filter((one) => 'choices' in one && one.choices.includes(option)).length
  return { answers: given.length, counts: Array.from({ length: options }, (_one, option) => chose(option)) }
}

const fewest = 5

/** K-40, decision 9: families after closing, from five answers on, if staff show them; of anonymous ones nobody before that. */
export function totalsShownTo(role: Role, poll: KeptPoll, now: number): PollTotals | null {
  const totals = totalsOf(poll)
  const isOver = poll.closedAt !== null || now >= poll.closesAt
  const released = isOver && totals.answers >= fewest
  const staff = role === 'admin' || role === 'educator'
  return (staff ? !poll.anonymous || released : poll.totals && released) ? totals : null
}

/** What staff read of the answers, each with the children of their groups; null for everybody else. */
export function answersFor(poll: KeptPoll, hat: WorldMembership): { children: ChildId[]; answer: PollAnswer }[] | null {
  if (!isStaff(hat)) return null
  if (poll.anonymous) return []
  const mine = (child: ChildId) => hat.groups === 'all' || hat.groups.includes(groupOfChild(child)!)
  return [...poll.votes.values()]
    .map(({ children, answer }) => ({ children: children.filter(mine).sort(), answer }))
    .filter(({ children }) => children.length > 0)
    .sort(byFirstChild)
}

export const byFirstChild = (one: { children: readonly ChildId[] }, other: { children: readonly ChildId[] }) =>
  one.children[0]!.localeCompare(other.children[0]!)
