import { answersAs, may, type Membership } from '@morgenkreis/domain'
import {
  listHouseholds,
  type ChildId,
  type ChildToTalkAbout,
  type Household,
  type Partner,
  type Reachable,
} from '@morgenkreis/protocol'
import { inFacility, type FacilityContext } from '../../shell/registry.ts'
import { namesOfChildren } from '../../shell/roster/children-names.ts'
import { householdOf, type Roster } from '../../shell/roster/roster.ts'
import type { Shell } from '../../shell/shell.ts'
import type { ChatStore, ConversationDoc } from './store.ts'

/** Whom staff may write to: each household of a child apart, because each has a conversation of its own (N9). */
export function serveHouseholds(shell: Shell, store: ChatStore): void {
  shell.on(listHouseholds, {
    module: 'conversations',
    where: ({ facility }) => inFacility(facility),
    async run({ actor, roster }) {
      const opened = answersAs(actor.role)
      const [names, open] = await Promise.all([
        namesOfChildren(roster, shell),
        store.conversations.model.find({ facility: roster.facility.id, opened }).lean(),
      ])
      const children = childrenFor(actor, roster).map(([id, { group, sign }]): ChildToTalkAbout => {
        const about = open.filter(({ child }) => child === id)
        return { id, name: names.get(id) ?? '', group, sign, households: reachableOf(id, { roster, opened, about }) }
      })
      return { children: children.sort((one, other) => one.name.localeCompare(other.name, 'de')) }
    },
  })
}

const childrenFor = (actor: Membership, { facility, children }: Roster) =>
  [...children].filter(([id, { group }]) =>
    may(actor, 'conversation.start', { facility: facility.id, groups: [group], children: [id] }),
  )

function reachableOf(
  child: ChildId,
  { roster, opened, about }: Pick<FacilityContext, 'roster'> & { opened: Partner; about: readonly ConversationDoc[] },
): Reachable[] {
  const guardians = [...roster.members.values()].filter(
    ({ role, children }) => role === 'guardian' && children.includes(child),
  )
  const named = Map.groupBy(guardians, ({ id }) => householdOf(roster, id, child))
  return [...named]
    .sort(([one], [other]) => order(one) - order(other))
    .map(([household, them]) => {
      const conversation = about.find((one) => one.household === household)
      const passed = conversation !== undefined && conversation.partner !== opened
      return {
        household,
        guardians: them.map(({ person }) => roster.names.get(person) ?? ''),
        thread: passed ? null : (conversation?._id ?? null),
        passed,
      }
    })
}

const order = (household: Household | null) => ['a', 'b', null].indexOf(household)
