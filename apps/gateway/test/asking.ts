import type { ChildId, InputOf, OutputOf, Poll, PollAnswer, PollId } from '@morgenkreis/protocol'
import { apfelhof, children, facilities, memberships, sonnen } from '@morgenkreis/world'
import { beginningOfFew, orFail } from './cast.ts'
import type { Caller, House } from './house.ts'
import { acknowledged } from './writing.ts'

export const dayMs = 24 * 60 * 60 * 1000

/** Few announcements, and the module on, which is off until a head switches it on. */
export const beginningWithPolls = (now: Date) => ({
  ...beginningOfFew(now),
  facilities: facilities.map((one) =>
    one.id === apfelhof ? { ...one, modules: [...one.modules, 'polls' as const] } : one,
  ),
})

export type Question = Omit<InputOf<'poll.publish'>, 'facility' | 'acknowledgement'>

export const question = ({ clock }: Pick<House, 'clock'>, change: Partial<Question> = {}): Question => ({
  groups: [sonnen],
  question: 'Wohin geht der Ausflug?',
  kind: 'one',
  options: ['In den Wald', 'Ans Wasser', 'Zum Bauernhof'],
  per: 'child',
  anonymous: false,
  totals: false,
  closesAt: new Date(clock.now().getTime() + dayMs).toISOString(),
  ...change,
})

/** Asks as people do: sees the audience, acknowledges, sends. */
export async function ask(house: House, who: Caller, change: Partial<Question> = {}): Promise<Poll> {
  house.clock.advance(1000)
  const entered = question(house, change)
  const destination = { kind: 'poll' as const, facility: apfelhof, groups: entered.groups }
  const acknowledgement = await acknowledged(house, who, destination)
  return orFail(await house.call('poll.publish', who, { facility: apfelhof, ...entered, acknowledgement }))
}

export const choose = (...choices: number[]): PollAnswer => ({ choices })

export const vote = (
  house: House,
  who: Caller,
  input: { poll: PollId; child?: ChildId; answer?: PollAnswer },
  request?: string,
) => house.call('poll.vote', who, { answer: choose(0), ...input }, request)

/** A poll as somebody reads it; fails where only its line is left. */
export async function reading(house: House, who: Caller, poll: PollId) {
  const read: OutputOf<'poll.read'> = orFail(await house.call('poll.read', who, { poll }))
  if ('gone' in read) throw new Error('only a line is left')
  return read
}

export interface Guardian extends Caller {
  readonly child: ChildId
  readonly children: readonly ChildId[]
}

/** Who calls, with the own children. */
export function guardianOf({ person, as }: Caller): Guardian {
  const children = memberships.find(({ id }) => id === as)?.children.map(({ child }) => child) ?? []
  const [child] = children
  if (child === undefined) throw new Error('has no child')
  return { person, as, child, children }
}

/** One guardian of each of so many families of the Sonnengruppe that nobody else in a test is of. */
export function strangers(count: number, besides: readonly Caller[]): Guardian[] {
  const taken = new Set(besides.flatMap((who) => guardianOf(who).children))
  const found: Guardian[] = []
  for (const { id, person, role, children: own } of memberships) {
    const [first] = own
    if (role !== 'guardian' || first === undefined || own.some(({ child }) => taken.has(child))) continue
    if (!isSunny(first.child)) continue
    for (const { child } of own) taken.add(child)
    found.push(guardianOf({ person, as: id }))
  }
  if (found.length < count) throw new Error(`there are only ${found.length} families more`)
  return found.slice(0, count)
}

const isSunny = (child: ChildId) => children.some(({ id, group }) => id === child && group === sonnen)
