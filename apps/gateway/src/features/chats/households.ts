import { answersAs, may, type Membership } from '@morgenkreis/domain'
import {
  listHouseholds,
  type ChildId,
  type ChildToTalkAbout,
  type Household,
  type MembershipId,
  type Partner,
  type PersonId,
  type Reachable,
} from '@morgenkreis/protocol'
import { inFacility, type FacilityContext } from '../../shell/registry.ts'
import { namesOfChildren } from '../../shell/roster/children-names.ts'
import type { Roster } from '../../shell/roster/roster.ts'
import type { Shell } from '../../shell/shell.ts'
import { householdOfIds, householdsNow } from './places.ts'
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
  return [...householdsNow(roster, child)]
    .sort(([one], [other]) => order(one) - order(other))
    .map(([household, ids]) => {
      const conversation = about.find((one) => one.household === householdOfIds(ids))
      const passed = conversation !== undefined && conversation.partner !== opened
      return {
        household,
        guardians: ids.map((id) => nameIn(roster, id)),
        thread: passed ? null : (conversation?._id ?? null),
        passed,
      }
    })
}

const nameIn = ({ members, names }: Roster, id: MembershipId) => names.get(members.get(id)?.person as PersonId) ?? ''

const order = (household: Household | null) => ['a', 'b', null].indexOf(household)
