import { concerns, isOpenFor, type Membership } from '@morgenkreis/domain'
import {
  confirmAnnouncement,
  listConfirmations,
  type Asked,
  type ChildId,
  type Confirmed,
  type GroupId,
} from '@morgenkreis/protocol'
import type { AnyStored } from '../../shell/database.ts'
import { plan } from '../../shell/plan.ts'
import { Refused } from '../../shell/refused.ts'
import { inFacility, place } from '../../shell/registry.ts'
import { visible } from '../../shell/removal.ts'
import type { Roster } from '../../shell/roster/roster.ts'
import { guardiansTold } from '../../shell/roster/together.ts'
import type { Shell } from '../../shell/shell.ts'
import { askingFor, type AskingDoc } from './asking.ts'
import { openConfirmations, type ConfirmationStore } from './confirmation-store.ts'
import { progressing } from './progressing.ts'
import { publishedAt, type AnnouncementDoc, type AnnouncementStore } from './store.ts'

/** So many of the newest that ask are listed. */
const mostListed = 100

/** Guardians confirm that they have read an announcement, for each own child. */
export function confirming(shell: Shell, store: AnnouncementStore): readonly AnyStored[] {
  const confirmations = openConfirmations(shell.database)

  const hangsOn = { kind: 'announcement', field: 'announcement', isPart: true }
  const { stored, reminded } = confirmations
  shell.perishables.register('confirmation', { module: 'announcements', collection: stored.native, hangsOn })
  shell.perishables.register('reminder', {
    ...{ module: 'announcements', collection: reminded.native, hangsOn, isTrace: true },
  })

  shell.on(confirmAnnouncement, {
    where: ({ announcement }) => place('announcement', announcement),
    async run({ actor, roster, now }, { announcement, child }, where) {
      const { confirmation, facility, groups, at, expiresAt } = await askingFor(announcement, store, now)
      const group = ownGroup(actor, child, roster)
      if (group === undefined || !concerns(groups, group)) throw new Refused('not-found')
      const confirmed = await confirmations.stored.model.find({ announcement, child }).lean()
      const done = confirmed.map(({ guardian }) => guardian)
      if (!isOpenFor(actor.id, confirmation, done)) throw new Refused('confirmed-already')
      const slot = confirmation === 'one' ? 'child' : actor.id
      const adding = confirmations.confirming({
        facility,
        announcement,
        child,
        guardian: actor.id,
        slot,
        at: now,
        expiresAt,
      })
      const data: Confirmed = { announcement, child, v: 1 }
      // Where all have to, what one did is done for nobody else.
      const members = confirmation === 'all' ? [actor.id] : await guardiansTold([child], actor, shell.roster)
      return plan(data)
        .store(adding)
        .tell('announcement.confirmed', { ...where, groups: [group] }, { ref: adding.doc._id, v: 1, data, members, at })
    },
    async again({ roster }, ref) {
      const [found] = (await readConfirmed([ref], roster)).values()
      if (found === undefined) throw new Refused('gone')
      return found
    },
  })

  shell.on(listConfirmations, {
    module: 'announcements',
    where: ({ facility }) => inFacility(facility),
    async run({ actor, roster, now }, { facility, announcement }) {
      const groups = { $in: ['all', ...(actor.groups === 'all' ? [] : actor.groups)] }
      const filter: Record<string, unknown> = {
        ...{ ...publishedAt(now), ...visible, confirmation: { $in: ['one', 'all'] } },
        ...{ facility, groups, ...(announcement && { _id: announcement }) },
      }
      const docs = await store.model.find(filter).sort({ _id: -1 }).limit(mostListed).lean<AskingDoc[]>()
      return { asked: await askedOf(docs, actor, { roster, store, confirmations }) }
    },
  })

  /** What hangs on a removed announcement is gone with it. */
  async function readConfirmed(refs: readonly string[], roster: Roster): Promise<Map<string, Confirmed>> {
    const found = await confirmations.stored.model.find({ _id: { $in: [...refs] } }).lean()
    const about = [...new Set(found.map(({ announcement }) => announcement))]
    const living = await Promise.all(about.map((id) => shell.exists(place('announcement', id), roster)))
    const shown = found.filter(({ announcement }) => living[about.indexOf(announcement)])
    return new Map(shown.map(({ _id, announcement, child, v }) => [_id, { announcement, child, v }]))
  }
  shell.readers.register('announcement.confirmed', readConfirmed)

  progressing(shell, store, confirmations)
  return [confirmations.stored, confirmations.reminded]
}

/** The group of an own child; nothing is known of another's. */
const ownGroup = ({ children }: Membership, child: ChildId, roster: Roster): GroupId | undefined =>
  children.includes(child) ? roster.children.get(child)?.group : undefined

interface Parts {
  readonly roster: Roster
  readonly store: AnnouncementStore
  readonly confirmations: ConfirmationStore
}

/** What this guardian is asked, for each own child that is concerned. */
async function askedOf(
  docs: readonly AskingDoc[],
  actor: Membership,
  { roster, store, confirmations: { stored, reminded } }: Parts,
): Promise<Asked[]> {
  const announcement = { $in: docs.map(({ _id }) => _id) }
  const [titled, confirmed, reminders] = await Promise.all([
    store.shown(docs as AnnouncementDoc[], roster),
    stored.model.find({ announcement, child: { $in: [...actor.children] } }).lean(),
    reminded.model.find({ announcement }).select('announcement at').lean(),
  ])
  return titled.flatMap((shown): Asked[] => {
    if ('gone' in shown || shown.confirmation === undefined) return []
    const { id, title, groups, confirmation } = shown
    const reminded = reminders.some((one) => one.announcement === id)
    return actor.children.flatMap((child): Asked[] => {
      const group = ownGroup(actor, child, roster)
      if (group === undefined || !concerns(groups, group)) return []
      const done = confirmed.filter((one) => one.announcement === id && one.child === child)
      const open = isOpenFor(
        actor.id,
        confirmation,
        done.map(({ guardian }) => guardian),
      )
      return [{ announcement: id, title, child, open, reminded: open && reminded }]
    })
  })
}
