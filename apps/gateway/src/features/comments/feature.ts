import { acknowledge, mayRestore, noticeOfComment, silenced } from '@morgenkreis/domain'
import {
  listComments,
  publishComment,
  removeComment,
  restoreComment,
  type CommentId,
  type GoneComment,
  type Groups,
} from '@morgenkreis/protocol'
import { plan } from '../../shell/plan.ts'
import { destinationKey, openPreview } from '../../shell/previews.ts'
import { orNotFound, orRefuse, Refused } from '../../shell/refused.ts'
import { place } from '../../shell/registry.ts'
import { orGone, removing, restoring, shownAt } from '../../shell/removal.ts'
import type { Roster } from '../../shell/roster/roster.ts'
import type { Feature } from '../../shell/shell.ts'
import type { Reader } from '../../shell/telling/render.ts'
import { judgeComments } from './judging.ts'
import { openSeen, serveSeen } from './seen.ts'
import { openComments, whole } from './store.ts'

/** What families and staff say under an announcement. */
export const comments: Feature = (shell) => {
  const store = openComments(shell.database, shell.sealer)
  const seen = openSeen(shell.database)

  const findPlace = async (id: string, deleted: object) => {
    const doc = await store.model
      .findOne({ _id: id as CommentId, expiresAt: { $gt: shell.clock.now() }, heldUntil: null, ...deleted })
      .select('facility groups author')
      .lean()
    return doc && { facility: doc.facility, groups: doc.groups, author: doc.author }
  }
  const kind = { see: 'comment.list', modules: ['announcements', 'comments'], lasting: false } as const
  shell.place('comment', { ...kind, find: (id) => findPlace(id, { deletedAt: null }) })
  shell.place('comment-line', { ...kind, find: (id) => findPlace(id, {}) })
  shell.place('deleted-comment', {
    ...kind,
    find: async (id) => (await findPlace(id, {})) ?? shell.remembered('comment', id),
  })

  shell.perishables.register('comment', {
    module: 'comments',
    collection: store.native,
    hangsOn: { kind: 'announcement', field: 'announcement' },
  })

  shell.on(publishComment, {
    module: 'comments',
    where: ({ announcement }) => place('announcement', announcement),
    run({ actor, id, now, audienceOf, roster }, { announcement, text, acknowledgement }, where) {
      const silence = silenced(actor, { locked: roster.locked.has(announcement) }, now)
      if (silence !== null) throw new Refused(silence)
      const { facility } = where
      const groups: Groups = where.groups === 'all' ? 'all' : [...where.groups]
      const draft = { id: id as CommentId, facility, announcement, groups, author: actor.id, text }
      const wanted = {
        by: actor.id,
        destination: destinationKey({ kind: 'comment', announcement }),
        notice: noticeOfComment(groups),
        audience: audienceOf('comment.published', where),
      }
      const passed = orRefuse(acknowledge(draft, wanted, openPreview(acknowledgement, shell.macs), now))
      const comment = whole({ ...passed, _id: passed.id, at: now, v: 1 }, text, roster)
      return plan(comment)
        .store(store.adding(passed, roster, now))
        .tell('comment.published', where, { ref: passed.id, v: 1, data: comment })
    },
    async again({ roster }, ref) {
      const [shown] = await store.shown(await read([ref], roster), roster)
      if (shown === undefined || 'gone' in shown) throw new Refused('gone')
      return shown
    },
  })

  shell.on(listComments, {
    module: 'comments',
    where: ({ announcement }) => place('announcement', announcement),
    async run({ roster, now }, { announcement }) {
      const docs = await store.model
        .find({ announcement, ...shownAt(now) })
        .sort({ _id: 1 })
        .lean()
      return { comments: await store.shown(docs, roster), locked: roster.locked.has(announcement) }
    },
  })

  shell.on(removeComment, {
    deletes: true,
    withdraws: true,
    where: ({ comment }) => place('comment', comment),
    async run({ actor, now }, { comment }, where) {
      const doc = orNotFound(await store.model.findOne({ _id: comment, deletedAt: null }).lean())
      const set = removing(doc.author === actor.id ? 'author' : 'other', now)
      const v = doc.v + 1
      const { announcement } = doc
      const line = { id: comment, announcement, gone: set.gone, at: now.toISOString(), v } as GoneComment
      return plan(line)
        .store({ kind: 'update', collection: store.native, facility: doc.facility, id: comment, v: doc.v, set })
        .tell('comment.removed', where, { ref: comment, v, data: line })
    },
    async again({ roster, now }, ref) {
      const doc = orNotFound(await store.model.findOne({ _id: ref as CommentId, ...shownAt(now) }).lean())
      const [line] = await store.shown([doc], roster)
      if (line === undefined || !('gone' in line)) throw new Refused('gone')
      return line
    },
  })

  shell.trash.register('comment', {
    modules: kind.modules,
    stored: store,
    remove: 'comment.remove',
    restore: 'comment.restore',
    texts: (ids) => store.texts(ids),
  })

  shell.on(restoreComment, {
    where: ({ comment }) => place('deleted-comment', comment),
    async run({ actor, roster, now }, { comment }, where) {
      const doc = orGone(await store.model.findById(comment).lean(), now)
      if (!mayRestore(actor, 'comment.restore', where, doc.gone)) throw new Refused('forbidden')
      if (!(await shell.exists(place('announcement', doc.announcement), roster))) throw new Refused('gone')
      const v = doc.v + 1
      const [data] = await store.shown([{ ...doc, ...restoring, v }], roster)
      if (data === undefined || 'gone' in data) throw new Refused('gone')
      const { facility } = doc
      return plan(data)
        .store({ kind: 'update', collection: store.native, facility, id: comment, v: doc.v, set: restoring })
        .tell('comment.restored', where, { ref: comment, v, data })
    },
    async again({ roster }, ref) {
      const [shown] = await store.shown(await read([ref], roster), roster)
      if (shown === undefined || 'gone' in shown) throw new Refused('gone')
      return shown
    },
  })

  /** What hangs on a removed announcement is gone with it. */
  async function read(refs: readonly string[], roster: Roster) {
    const found = await store.model.find({ _id: { $in: refs as CommentId[] }, ...shownAt(shell.clock.now()) }).lean()
    const announcements = [...new Set(found.map(({ announcement }) => announcement))]
    const living = await Promise.all(announcements.map((id) => shell.exists(place('announcement', id), roster)))
    return found.filter(({ announcement }) => living[announcements.indexOf(announcement)])
  }
  const readWhole: Reader<'comment.published' | 'comment.restored' | 'comment.revealed'> = async (refs, roster) => {
    const shown = await store.shown(await read(refs, roster), roster)
    return new Map(shown.flatMap((one) => ('gone' in one ? [] : [[one.id, one]])))
  }
  shell.readers.register('comment.published', readWhole)
  shell.readers.register('comment.restored', readWhole)
  shell.readers.register('comment.revealed', readWhole)
  shell.readers.register('comment.removed', async (refs, roster) => {
    const shown = await store.shown(await read(refs, roster), roster)
    return new Map(shown.flatMap((one) => ('gone' in one ? [[one.id, one]] : [])))
  })
  judgeComments(shell, store, read)
  serveSeen(shell, store, seen)

  return [store, seen]
}
