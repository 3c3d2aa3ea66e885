import type { ChildId, FacilityId } from '@morgenkreis/protocol'
import { recordRef } from '../../shell/key-ref.ts'
import type { Roster } from '../../shell/roster/roster.ts'
import type { Feature } from '../../shell/shell.ts'
import { openAbsences, serveAbsences } from './absences.ts'
import { holdingReports } from './holding.ts'
import { serveKept } from './kept.ts'
import { servePresence } from './presence.ts'
import { openSickNotes, serveSickNotes } from './sick-notes.ts'
import type { Reported, ReportStore } from './store.ts'
import { serveWaiting } from './waiting.ts'
import { placeOf } from './whom.ts'

/** What guardians and staff report of a child's days: ill, or away; and who is here today. */
export const reports: Feature = (shell) => {
  const sickNotes = openSickNotes(shell)
  const absences = openAbsences(shell)

  shell.place('sick-note', {
    see: 'sick-note.list',
    modules: ['sick-notes'],
    lasting: false,
    find: (id, roster) => placeIn(sickNotes, id, roster),
  })
  // Whoever may not change it does not learn that there is one: an absence must not differ from an illness.
  shell.place('absence', {
    see: 'absence.change',
    modules: ['absences'],
    lasting: false,
    find: (id, roster) => placeIn(absences, id, roster),
  })
  serveSickNotes(shell, sickNotes)
  serveAbsences(shell, absences)
  holdingReports(shell, 'sick-note', sickNotes)
  holdingReports(shell, 'absence', absences)
  const stores = { 'sick-notes': sickNotes, absences }
  servePresence(shell, stores)
  serveKept(shell, stores)
  serveWaiting(shell, stores)

  for (const [module, { native: collection }] of [
    ['sick-notes', sickNotes],
    ['absences', absences],
  ] as const)
    shell.perishables.register(module, {
      ...{ module, collection, since: 'endedAt' },
      // Whose record it was is sealed in it; the name of its key does not need that.
      ofChild: (child) => ({ childMac: shell.macs.childMac(child) }),
      keyOf: ({ _id, facility }) => recordRef(facility as FacilityId, '' as ChildId, _id),
    })

  // K-23: with the child goes what was reported of it; what a law forbids to delete as soon as that law lets it (K-05).
  shell.onChildLeaving(async (child: ChildId, { facility }, now) => [
    ...(await sickNotes.leaving(facility.id, child)).map((doc) => sickNotes.removing({ doc }, null, now)),
    ...(await absences.leaving(facility.id, child)).map((doc) => absences.removing({ doc }, null, now)),
  ])

  shell.readers.register('report.changed', (refs, { facility }) =>
    Promise.resolve(new Map(refs.map((ref) => [ref, { facility: facility.id }]))),
  )

  return [sickNotes, absences]
}

async function placeIn<Content extends Reported>(store: ReportStore<Content>, id: string, roster: Roster) {
  const report = await store.one(id)
  return report === null || report.doc.facility !== roster.facility.id ? null : placeOf(report, roster)
}
