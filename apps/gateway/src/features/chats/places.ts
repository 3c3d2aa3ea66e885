import { may, type Membership } from '@morgenkreis/domain'
import type { ChildId, MembershipId, ThreadId } from '@morgenkreis/protocol'
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

/** A conversation: of the guardians of a child, in one household where they live apart, with the role that answers. */
export function placeOfConversation(
  { facility, child, household, partner }: Omit<ConversationDoc, '_id' | 'v' | 'at' | 'opened'>,
  roster: Roster,
): ThreadPlace {
  const group = roster.children.get(child)?.group
  return {
    ...{ facility, groups: group === undefined ? [] : [group], children: [child] },
    ...{ circle: 'conversation', mode: 'open', partner, modules: ['conversations'] },
    parties: partiesOf(roster, child, household),
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

/** The guardians of a child who share this household; where nobody was marked as separate, all of them. */
function partiesOf(roster: Roster, child: ChildId, household: 'a' | 'b' | null): MembershipId[] {
  const guardians = [...roster.members.values()].filter(
    ({ role, children }) => role === 'guardian' && children.includes(child),
  )
  return guardians.map(({ id }) => id).filter((id) => householdOf(roster, id, child) === household)
}

/** Who reads a thread: those whom the table lets read it. */
const readersOf = (roster: Roster, where: PassingPlace): Membership[] =>
  [...roster.members.values()].filter((who) => may(who, 'thread.read', where))

export const readerIdsOf = (roster: Roster, where: PassingPlace): MembershipId[] =>
  readersOf(roster, where).map(({ id }) => id)
