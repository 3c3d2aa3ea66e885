import { acknowledge, dueAt, isStaff, silenced } from '@morgenkreis/domain'
import { publishAnnouncement, type AnnouncementId } from '@morgenkreis/protocol'
import { withTime } from '../../shell/clock.ts'
import { plan } from '../../shell/plan.ts'
import { destinationKey, openPreview } from '../../shell/previews.ts'
import { orRefuse, Refused } from '../../shell/refused.ts'
import { inFacility } from '../../shell/registry.ts'
import { shownAt } from '../../shell/removal.ts'
import type { Shell } from '../../shell/shell.ts'
import { cancellers } from './cancellers.ts'
import { scheduled, whole, type AnnouncementStore } from './store.ts'

/** Announcements are published now, or wait for their time: either way through the gate, here. */
export function publishing(shell: Shell, store: AnnouncementStore): void {
  shell.on(publishAnnouncement, {
    module: 'announcements',
    where: ({ facility, groups }) => inFacility(facility, groups),
    run({ actor, id: fresh, now, audienceOf, roster }, input, where) {
      const { facility, groups, title, text, confirmation, reason, publishAt, acknowledgement } = input
      const silence = silenced(actor, { locked: false }, now)
      if (silence !== null) throw new Refused(silence)
      // Staff alone sees how far confirmations are, hence staff alone asks for them.
      if (confirmation !== undefined && !isStaff(actor.role)) throw new Refused('staff-only')
      const due = publishAt === undefined ? undefined : orRefuse(dueAt(publishAt, now))
      // Lists go by id: it will stand there as if it had been written when it is published.
      const id = (due === undefined ? fresh : withTime(due.getTime(), fresh)) as AnnouncementId
      const draft = { id, facility, groups, author: actor.id, title, text, confirmation, reason, due }
      const wanted = {
        by: actor.id,
        destination: destinationKey({ kind: 'announcement', facility, groups }),
        notice: 'announcement',
        audience: audienceOf('announcement.published', where),
      } as const
      const passed = orRefuse(acknowledge(draft, wanted, openPreview(acknowledgement, shell.macs), now))
      const adding = store.adding(passed, roster, now)
      if (due !== undefined) {
        const data = { announcement: id, facility, v: 1 }
        const members = cancellers(roster, { ...where, author: actor.id })
        return plan(scheduled({ ...passed, _id: id, due, v: 1 }, passed, roster))
          .store(adding)
          .tell('announcement.scheduled', where, { ref: id, v: 1, data, members })
      }
      const announcement = whole({ ...passed, _id: id, at: now, v: 1 }, passed, roster)
      return plan(announcement)
        .store(adding)
        .tell('announcement.published', where, { ref: id, v: 1, data: announcement })
    },
    async again({ roster, now }, ref) {
      const doc = await store.model.findOne({ _id: ref as AnnouncementId, ...shownAt(now), deletedAt: null }).lean()
      const docs = doc === null ? [] : [doc]
      const [answer] = doc?.due ? await store.waiting(docs, roster) : await store.shown(docs, roster)
      if (answer === undefined || 'gone' in answer) throw new Refused('gone')
      return answer
    },
  })
}
