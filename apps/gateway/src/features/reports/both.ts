import type { Module } from '@morgenkreis/protocol'
import { Refused } from '../../shell/refused.ts'
import type { Roster } from '../../shell/roster/roster.ts'
import type { AbsenceContent } from './absences.ts'
import type { SickContent } from './sick-notes.ts'
import type { ReportStore } from './store.ts'

export interface Stores {
  readonly 'sick-notes': ReportStore<SickContent>
  readonly absences: ReportStore<AbsenceContent>
}

/** Both kinds of reports of a facility, or those that nobody accepted, as far as their modules are on; with both off there is nothing to ask. */
export async function reportsOf(roster: Roster, stores: Stores, which: 'in' | 'unseen' = 'in') {
  const isOff = (module: Module) => !roster.facility.modules.includes(module)
  if (isOff('sick-notes') && isOff('absences')) throw new Refused('module-off')
  const { id } = roster.facility
  const [ill, absent] = await Promise.all([
    isOff('sick-notes') ? [] : stores['sick-notes'][which](id),
    isOff('absences') ? [] : stores.absences[which](id),
  ])
  return { ill, absent }
}
