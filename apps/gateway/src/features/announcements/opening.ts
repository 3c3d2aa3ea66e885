import { madeAt, may, type Membership } from '@morgenkreis/domain'
import { listUnopened, mostUnopened, openAnnouncement, type AnnouncementId, type Opened } from '@morgenkreis/protocol'
import { plan } from '../../shell/plan.ts'
import { orNotFound, Refused } from '../../shell/refused.ts'
import { inFacility, place } from '../../shell/registry.ts'
import { visible } from '../../shell/removal.ts'
import type { Roster } from '../../shell/roster/roster.ts'
import type { Shell } from '../../shell/shell.ts'
import type { OpeningStore } from './opening-store.ts'
import { publishedAt, readableBy, type AnnouncementStore } from './store.ts'

/** Whoever opens an announcement has read it, for the own counter and for the ladder; no other guardian learns of it (K-41). */
export function opening(shell: Shell, store: AnnouncementStore, openings: OpeningStore): void {
  shell.perishables.register('opening', {
    ...{ module: 'announcements', collection: openings.native, isTrace: true },
    hangsOn: { kind: 'announcement', field: 'announcement' },
  })
  shell.belongings.register({ collection: openings.native, of: ({ person }) => ({ person }) })
  shell.notifying.arrivals.register('announcement.published', async (ref, person) => {
    const announcement = ref as AnnouncementId
    return (await openings.openedBy(person, [announcement])).has(announcement)
  })

  shell.on(openAnnouncement, {
    where: ({ announcement }) => place('announcement', announcement),
    async run({ actor: { person }, roster, now }, { announcement }, where) {
      const doc = orNotFound(await store.model.findOne({ _id: announcement, ...visible, ...publishedAt(now) }).lean())
      if ((await openings.openedBy(person, [announcement])).size > 0) throw new Refused('opened-already')
      const adding = openings.opening(doc, person)
      const data: Opened = { announcement, v: 1 }
      const members = hatsOf(person, roster)
      return plan(data).store(adding).tell('announcement.opened', where, { ref: adding.doc._id, v: 1, data, members })
    },
    again: async (_context, ref) => {
      const [found] = (await readOpened([ref])).values()
      if (found === undefined) throw new Refused('gone')
      return found
    },
  })

  shell.on(listUnopened, {
    module: 'announcements',
    where: ({ facility }) => inFacility(facility),
    async run({ actor, roster, now }, { facility }) {
      const filter: Record<string, unknown> = {
        ...{ facility, ...publishedAt(now), ...visible, ...readableBy(actor) },
        ...{ author: { $nin: hatsOf(actor.person, roster) }, at: { $gte: new Date(madeAt(actor.id)) } },
      }
      const docs = await store.model.find(filter).sort({ _id: -1 }).limit(mostUnopened).select('groups author').lean()
      const readable = docs.filter((doc) => may(actor, 'announcement.read', { ...doc, facility })).map(({ _id }) => _id)
      const opened = await openings.openedBy(actor.person, readable)
      return { unopened: readable.filter((id) => !opened.has(id)) }
    },
  })

  async function readOpened(refs: readonly string[]): Promise<Map<string, Opened>> {
    const found = await openings.model.find({ _id: { $in: [...refs] } }).lean()
    return new Map(found.map(({ _id, announcement, v }) => [_id, { announcement, v }]))
  }
  shell.readers.register('announcement.opened', readOpened)
}

const hatsOf = (person: Membership['person'], roster: Roster) => (roster.ofPerson.get(person) ?? []).map(({ id }) => id)
