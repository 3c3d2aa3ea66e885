import { may, mayRestore } from '@morgenkreis/domain'
import {
  listAnnouncements,
  readAnnouncement,
  removeAnnouncement,
  restoreAnnouncement,
  type AnnouncementId,
  type GoneAnnouncement,
} from '@morgenkreis/protocol'
import { plan } from '../../shell/plan.ts'
import { orNotFound, Refused } from '../../shell/refused.ts'
import { inFacility, place } from '../../shell/registry.ts'
import { orGone, removing, restoring, visible } from '../../shell/removal.ts'
import type { Feature } from '../../shell/shell.ts'
import type { Reader } from '../../shell/telling/render.ts'
import { confirming } from './confirming.ts'
import { judgeAnnouncements } from './judging.ts'
import { publishing } from './publishing.ts'
import { scheduling } from './scheduling.ts'
import { openOpenings } from './opening-store.ts'
import { opening } from './opening.ts'
import { reaching } from './reaching.ts'
import { openAnnouncements, publishedAt, readableBy } from './store.ts'

const page = 50

/** What a Kita tells its families. */
export const announcements: Feature = (shell) => {
  const store = openAnnouncements(shell.database, shell.sealer)

  const findPlace = async (id: string, deleted: object) => {
    const doc = await store.model
      .findOne({
        _id: id as AnnouncementId,
        expiresAt: { $gt: shell.clock.now() },
        due: null,
        heldUntil: null,
        ...deleted,
      })
      .select('facility groups author expiresAt')
      .lean()
    return doc && { facility: doc.facility, groups: doc.groups, author: doc.author, expiresAt: doc.expiresAt }
  }
  const kind = { see: 'announcement.read', modules: ['announcements'] } as const
  // Removing one raises `decisions`, so a place may be remembered until they move.
  shell.place('announcement', { ...kind, lasting: true, find: (id) => findPlace(id, visible) })
  // What is hidden is still its author's to withdraw (K-81).
  shell.place('announcement-to-remove', { ...kind, lasting: false, find: (id) => findPlace(id, { deletedAt: null }) })
  shell.place('announcement-line', { ...kind, lasting: false, find: (id) => findPlace(id, {}) })

  shell.place('deleted-announcement', {
    ...kind,
    lasting: false,
    find: async (id) => (await findPlace(id, {})) ?? shell.remembered('announcement', id),
  })

  shell.perishables.register('announcement', { module: 'announcements', collection: store.native })

  publishing(shell, store)
  scheduling(shell, store)
  const confirmations = confirming(shell, store)
  const openings = openOpenings(shell.database)
  opening(shell, store, openings)
  reaching(shell, store, openings)

  shell.on(listAnnouncements, {
    module: 'announcements',
    where: ({ facility }) => inFacility(facility),
    async run({ actor, roster, now }, { facility, before }) {
      const older = before === undefined ? {} : { _id: { $lt: before } }
      const filter: Record<string, unknown> = { facility, ...older, ...publishedAt(now), ...readableBy(actor) }
      const found = await store.model
        .find(filter)
        .sort({ _id: -1 })
        .limit(page + 1)
        .lean()
      // The query narrows; the table of who may decides.
      const docs = found.filter((doc) => may(actor, 'announcement.read', doc))
      return { announcements: await store.shown(docs.slice(0, page), roster), more: found.length > page }
    },
  })

  shell.on(readAnnouncement, {
    where: ({ announcement }) => place('announcement-line', announcement),
    async run({ roster, now }, { announcement }) {
      const doc = orNotFound(await store.model.findOne({ _id: announcement, ...publishedAt(now) }).lean())
      return orNotFound((await store.shown([doc], roster))[0])
    },
  })

  shell.on(removeAnnouncement, {
    deletes: true,
    withdraws: true,
    where: ({ announcement }) => place('announcement-to-remove', announcement),
    async run({ actor, roster, now }, { announcement }, where) {
      const there = { deletedAt: null, heldUntil: null, due: null }
      const doc = orNotFound(await store.model.findOne({ _id: announcement, ...there }).lean())
      const set = removing(doc.author === actor.id ? 'author' : 'other', now)
      const v = doc.v + 1
      const line = {
        id: announcement,
        facility: doc.facility,
        groups: doc.groups,
        gone: set.gone,
        at: now.toISOString(),
        v,
      } as GoneAnnouncement
      return plan(line)
        .store({
          kind: 'update',
          collection: store.native,
          facility: roster.facility.id,
          id: announcement,
          v: doc.v,
          set,
        })
        .tell('announcement.removed', where, { ref: announcement, v, data: line })
        .decides()
    },
    async again({ roster, now }, ref) {
      const doc = orNotFound(await store.model.findOne({ _id: ref as AnnouncementId, ...publishedAt(now) }).lean())
      const [line] = await store.shown([doc], roster)
      if (line === undefined || !('gone' in line)) throw new Refused('gone')
      return line
    },
  })

  shell.trash.register('announcement', {
    modules: kind.modules,
    stored: store,
    // What was never published is cancelled, and cannot be had back.
    only: { due: null },
    remove: 'announcement.remove',
    restore: 'announcement.restore',
    texts: (ids) => store.texts(ids),
  })

  shell.on(restoreAnnouncement, {
    where: ({ announcement }) => place('deleted-announcement', announcement),
    async run({ actor, roster, now }, { announcement }, where) {
      const doc = orGone(await store.model.findById(announcement).lean(), now)
      if (!mayRestore(actor, 'announcement.restore', where, doc.gone)) throw new Refused('forbidden')
      const v = doc.v + 1
      const [data] = await store.shown([{ ...doc, ...restoring, v }], roster)
      if (data === undefined || 'gone' in data) throw new Refused('gone')
      const { facility } = doc
      return plan(data)
        .store({ kind: 'update', collection: store.native, facility, id: announcement, v: doc.v, set: restoring })
        .tell('announcement.restored', where, { ref: announcement, v, data })
        .decides()
    },
    async again({ roster }, ref) {
      const [shown] = await store.shown(await read([ref]), roster)
      if (shown === undefined || 'gone' in shown) throw new Refused('gone')
      return shown
    },
  })

  const read = async (refs: readonly string[]) =>
    store.model.find({ _id: { $in: refs as AnnouncementId[] }, ...publishedAt(shell.clock.now()) }).lean()
  type Whole = 'announcement.published' | 'announcement.restored' | 'announcement.revealed'
  const readWhole: Reader<Whole> = async (refs, roster) => {
    const shown = await store.shown(await read(refs), roster)
    return new Map(shown.flatMap((one) => ('gone' in one ? [] : [[one.id, one]])))
  }
  shell.readers.register('announcement.published', readWhole)
  shell.readers.register('announcement.restored', readWhole)
  shell.readers.register('announcement.revealed', readWhole)
  shell.readers.register('announcement.removed', async (refs, roster) => {
    const shown = await store.shown(await read(refs), roster)
    return new Map(shown.flatMap((one) => ('gone' in one ? [[one.id, one]] : [])))
  })
  judgeAnnouncements(shell, store, read)

  return [store, openings, ...confirmations]
}
