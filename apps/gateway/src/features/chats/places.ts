import { guardiansOf, may, type Membership } from '@morgenkreis/domain'
import type { ChildId, Household, MembershipId, ThreadId } from '@morgenkreis/protocol'
import type { PassingPlace } from '../../shell/registry.ts'
import { householdOf, type Roster } from '../../shell/roster/roster.ts'
import type { ChatStore, ConversationDoc } from './store.ts'

/** A thread as the tables of rights see it. */
export type ThreadPlace = PassingPlace & Required<Pick<PassingPlace, 'circle' | 'mode'>>

/** Group chats and the council room follow from the roster; null where the id names neither. */
export function roomOfRoster(id: string, { facility }: Roster): ThreadPlace | null {
  const group = facility.groups.find((one) => one.id === id)
  if (group !== undefined) {
    const mode = group.chat
    return { facility: facility.id, groups: [group.id], circle: 'group', mode, off: mode === 'off', modules: ['chat'] }
  }
  return facility.id === id
    ? { facility: facility.id, groups: 'all', circle: 'council', mode: 'open', modules: ['chat'] }
    : null
}

/**
 * A conversation: of those who were the guardians of a child, in one household, when it began, with the role that answers. It
 * goes on while they are a household of it, just these; afterwards whoever still is a guardian of the child reads it (decision 0030).
 */
export function placeOfConversation(
  { facility, child, household, partner }: Omit<ConversationDoc, '_id' | 'v' | 'at' | 'opened'>,
  roster: Roster,
): ThreadPlace {
  const group = roster.children.get(child)?.group
  const now = [...householdsNow(roster, child).values()]
  return {
    ...{ facility, groups: group === undefined ? [] : [group], children: [child] },
    ...{ circle: 'conversation', partner, modules: ['conversations'] },
    mode: now.some((ids) => householdOfIds(ids) === household) ? 'open' : 'read-only',
    parties: now.flat().filter((id) => household.split(' ').includes(id)),
  }
}

export async function findThread(
  id: string,
  roster: Roster,
  { conversations }: ChatStore,
): Promise<ThreadPlace | null> {
  const known = roomOfRoster(id, roster)
  if (known !== null) return known
  const doc = await conversations.model.findById(id as ThreadId).lean()
  return doc && placeOfConversation(doc, roster)
}

/** The guardians of a child by their households; where nobody was marked as separate, in one. */
export const householdsNow = (roster: Roster, child: ChildId): Map<Household | null, MembershipId[]> =>
  Map.groupBy(guardiansOf(child, roster.members.values()), (id) => householdOf(roster, id, child))

/** These guardians in one value, so that an index keeps it to one conversation with each role. */
export const householdOfIds = (guardians: readonly MembershipId[]): string => [...guardians].sort().join(' ')

/** Who reads a thread: those whom the table lets read it. */
const readersOf = (roster: Roster, where: PassingPlace): Membership[] =>
  [...roster.members.values()].filter((who) => may(who, 'thread.read', where))

export const readerIdsOf = (roster: Roster, where: PassingPlace): MembershipId[] =>
  readersOf(roster, where).map(({ id }) => id)
