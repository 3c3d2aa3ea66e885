import { guardiansOf, isOpenFor, progressOf } from '@morgenkreis/domain'
import {
  readProgress,
  remindOfAnnouncement,
  type AnnouncementId,
  type ChildId,
  type ChildProgress,
  type MembershipId,
} from '@morgenkreis/protocol'
import { dayOf } from '../../shell/day.ts'
import { plan } from '../../shell/plan.ts'
import { Refused } from '../../shell/refused.ts'
import { place } from '../../shell/registry.ts'
import type { Roster } from '../../shell/roster/roster.ts'
import type { Shell } from '../../shell/shell.ts'
import { askingFor, type AskingDoc } from './asking.ts'
import { childrenShownTo, concernedBy } from './concerned.ts'
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
      const [shown, confirmed, today] = await Promise.all([
        childrenShownTo(actor, doc, { roster, shell }),
        confirmedFor(announcement),
        reminded.model.exists({ announcement, on: dayOf(now) }),
      ])
      const children = shown.map((child): ChildProgress => {
        const guardians = guardiansOf(child.child, roster.members.values())
        return { ...child, ...progressOf(doc.confirmation, guardians, whoFor(child.child, confirmed)) }
      })
      return { announcement, confirmation: doc.confirmation, children, reminded: today !== null }
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

  // Reminded of it, it is not enough to have opened it: something has to be confirmed.
  shell.notifying.arrivals.register('announcement.reminded', async (ref, person, roster) => {
    const reminder = await reminded.model.findById(ref).lean()
    if (reminder === null) return true
    const doc = await askingFor(reminder.announcement, store, shell.clock.now())
    const open = openGuardians(doc, await confirmedFor(reminder.announcement), roster)
    return !open.some((guardian) => roster.members.get(guardian)?.person === person)
  })
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
