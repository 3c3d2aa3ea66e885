import { may } from '@morgenkreis/domain'
import { cancelAnnouncement, listScheduled, type AnnouncementId } from '@morgenkreis/protocol'
import { plan } from '../../shell/plan.ts'
import { orNotFound } from '../../shell/refused.ts'
import { inFacility, place } from '../../shell/registry.ts'
import { removing } from '../../shell/removal.ts'
import type { Shell } from '../../shell/shell.ts'
import { cancellers } from './cancellers.ts'
import { publishDue } from './due.ts'
import { waitingAt, type AnnouncementStore } from './store.ts'

/** What waits for its time is listed, cancelled, and goes out by itself. */
export function scheduling(shell: Shell, store: AnnouncementStore): void {
  shell.place('announcement-waiting', {
    see: 'announcement.cancel',
    modules: ['announcements'],
    lasting: false,
    async find(id) {
      const doc = await store.model
        .findOne({ _id: id as AnnouncementId, ...waitingAt(shell.clock.now()) })
        .select('facility groups author')
        .lean()
      return doc && { facility: doc.facility, groups: doc.groups, author: doc.author }
    },
  })

  shell.on(listScheduled, {
    module: 'announcements',
    where: ({ facility }) => inFacility(facility),
    async run({ actor, roster, now }, { facility }) {
      const docs = await store.model
        .find({ facility, ...waitingAt(now) })
        .sort({ due: 1 })
        .lean()
      const own = docs.filter((doc) => may(actor, 'announcement.cancel', doc))
      return { scheduled: await store.waiting(own, roster) }
    },
  })

  shell.on(cancelAnnouncement, {
    deletes: true,
    withdraws: true,
    where: ({ announcement }) => place('announcement-waiting', announcement),
    async run({ actor, roster, now }, { announcement }, where) {
      const doc = orNotFound(await store.model.findOne({ _id: announcement, ...waitingAt(now) }).lean())
      const { facility } = doc
      const set = removing(doc.author === actor.id ? 'author' : 'other', now)
      const data = { announcement, facility, v: doc.v + 1 }
      return plan(data)
        .store({ kind: 'update', collection: store.native, facility, id: announcement, v: doc.v, set })
        .tell('announcement.cancelled', where, {
          ref: announcement,
          v: data.v,
          data,
          members: cancellers(roster, { ...where, author: doc.author }),
        })
    },
    async again(_context, ref) {
      const doc = orNotFound(await store.model.findById(ref as AnnouncementId).lean())
      return { announcement: doc._id, facility: doc.facility, v: doc.v }
    },
  })

  shell.job('announcements that are due', () => publishDue(shell, store))

  const read = (refs: readonly string[], like: object) =>
    store.model
      .find({ _id: { $in: refs as AnnouncementId[] }, due: { $ne: null }, ...like })
      .select('facility v')
      .lean()
  const told = (docs: Awaited<ReturnType<typeof read>>) =>
    new Map(docs.map(({ _id, facility, v }) => [_id, { announcement: _id, facility, v }]))
  shell.readers.register('announcement.scheduled', async (refs) => told(await read(refs, { deletedAt: null })))
  shell.readers.register('announcement.cancelled', async (refs) => told(await read(refs, { deletedAt: { $ne: null } })))
}
