import { concerns, guardiansOf, isOpenFor, progressOf, type FacilityPlace, type Membership } from '@morgenkreis/domain'
import {
  readProgress,
  remindOfAnnouncement,
  type AnnouncementId,
  type ChildId,
  type ChildProgress,
  type MembershipId,
} from '@morgenkreis/protocol'
import { dayOf } from '../../shell/day.ts'
import { Shredded } from '../../shell/keys.ts'
import { plan } from '../../shell/plan.ts'
import { Refused } from '../../shell/refused.ts'
import { place } from '../../shell/registry.ts'
import type { Roster } from '../../shell/roster/roster.ts'
import type { Shell } from '../../shell/shell.ts'
import { askingFor, type AskingDoc } from './asking.ts'
import type { ConfirmationDoc, ConfirmationStore } from './confirmation-store.ts'
import type { AnnouncementStore } from './store.ts'

/** Staff see how far the confirmations are, and remind. */
export function progressing(shell: Shell, store: AnnouncementStore, confirmations: ConfirmationStore): void {
  const { stored, reminded } = confirmations
  const confirmedFor = (announcement: AnnouncementId) => stored.model.find({ announcement }).lean<ConfirmationDoc[]>()

  shell.on(readProgress, {
    where: ({ announcement }) => place('announcement', announcement),
    async run({ actor, roster, now }, { announcement }) {
      const doc = await askingFor(announcement, store, now)
      const ids = concernedBy(doc, roster).filter((child) => sharesGroup(actor, child, roster))
      const [names, confirmed, today] = await Promise.all([
        namesOf(ids, roster, shell),
        confirmedFor(announcement),
        reminded.model.exists({ announcement, on: dayOf(now) }),
      ])
      const children = ids.flatMap((child): ChildProgress[] => {
        const known = roster.children.get(child)
        const name = names.get(child)
        if (known === undefined || name === undefined) return []
        const progress = progressOf(
          doc.confirmation,
          guardiansOf(child, roster.members.values()),
          whoFor(child, confirmed),
        )
        return [{ child, ...known, name, ...progress }]
      })
      const byName = (one: ChildProgress, other: ChildProgress) => one.name.localeCompare(other.name, 'de')
      return {
        announcement,
        confirmation: doc.confirmation,
        children: children.sort(byName),
        reminded: today !== null,
      }
    },
  })

  shell.on(remindOfAnnouncement, {
    where: ({ announcement }) => place('announcement', announcement),
    async run({ actor, id, roster, now }, { announcement }, where) {
      const doc = await askingFor(announcement, store, now)
      const { facility, expiresAt } = doc
      const on = dayOf(now)
      if ((await reminded.model.exists({ announcement, on })) !== null) throw new Refused('reminded-today')
      const members = openGuardians(doc, await confirmedFor(announcement), roster)
      if (members.length === 0) throw new Refused('nothing-open')
      const data = { announcement, v: 1 }
      return plan(data)
        .store(confirmations.reminding({ _id: id, facility, announcement, by: actor.id, on, at: now, expiresAt }))
        .tell('announcement.reminded', where, { ref: id, v: 1, data, members })
    },
    async again({ roster }, ref) {
      const [found] = (await readReminded([ref], roster)).values()
      if (found === undefined) throw new Refused('gone')
      return found
    },
  })

  async function readReminded(refs: readonly string[], roster: Roster) {
    const found = await reminded.model.find({ _id: { $in: [...refs] } }).lean()
    const living = await Promise.all(
      found.map(({ announcement }) => shell.exists(place('announcement', announcement), roster)),
    )
    const shown = found.filter((_one, at) => living[at])
    return new Map(shown.map(({ _id, announcement, v }) => [_id, { announcement, v }]))
  }
  shell.readers.register('announcement.reminded', readReminded)
}

/** The children of its groups who are here. */
const concernedBy = ({ groups }: Pick<FacilityPlace, 'groups'>, roster: Roster): ChildId[] =>
  [...roster.children].flatMap(([child, { group }]) => (concerns(groups, group) ? [child] : []))

function sharesGroup({ groups }: Membership, child: ChildId, roster: Roster): boolean {
  const group = roster.children.get(child)?.group
  return group !== undefined && (groups === 'all' || groups.includes(group))
}

const whoFor = (child: ChildId, confirmed: readonly ConfirmationDoc[]): MembershipId[] =>
  confirmed.flatMap((one) => (one.child === child ? [one.guardian] : []))

/** The guardians who still have to confirm for a child. */
function openGuardians(doc: AskingDoc, confirmed: readonly ConfirmationDoc[], roster: Roster): MembershipId[] {
  const open = concernedBy(doc, roster).flatMap((child) =>
    guardiansOf(child, roster.members.values()).filter((guardian) =>
      isOpenFor(guardian, doc.confirmation, whoFor(child, confirmed)),
    ),
  )
  return [...new Set(open)]
}

/** What the Kita calls these children: for staff alone (K-38). */
async function namesOf(ids: readonly ChildId[], { facility: { id: facility } }: Roster, { roster, sealer }: Shell) {
  const docs = await roster.children.model
    .find({ _id: { $in: [...ids] } })
    .select('name')
    .lean()
  await sealer.prepareToOpen(docs.map(({ name }) => name))
  return new Map(
    docs.flatMap(({ _id: id, name }) => {
      const opened = sealer.open(name, { facility, collection: 'children', id, field: 'name' })
      return opened === Shredded ? [] : [[id, opened] as const]
    }),
  )
}
