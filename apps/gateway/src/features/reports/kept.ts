import { may } from '@morgenkreis/domain'
import { keptReports, type KeptReport, type PersonId } from '@morgenkreis/protocol'
import type { Roster } from '../../shell/roster/roster.ts'
import type { Shell } from '../../shell/shell.ts'
import type { Stores } from './both.ts'
import type { Reported, ReportStore } from './store.ts'
import { placeOf } from './whom.ts'

/** Reports of the own children, whether their module is on or not: what is hidden can still be deleted (K-02, K-22). */
export function serveKept(shell: Shell, { 'sick-notes': sickNotes, absences }: Stores): void {
  shell.on(keptReports, {
    where: 'self',
    async run({ signed }) {
      const { rosters } = await shell.hatsOf(signed)
      const found = await Promise.all(rosters.map((roster) => keptIn(roster, signed.person)))
      shell.rosters.orTryAgain(rosters)
      return { reports: found.flat().sort(newestFirst) }
    },
  })

  async function keptIn(roster: Roster, person: PersonId): Promise<KeptReport[]> {
    const guardians = (roster.ofPerson.get(person) ?? []).filter(({ children }) => children.length > 0)
    if (guardians.length === 0) return []
    const children = guardians.flatMap((hat) => hat.children)
    const { id: facility } = roster.facility
    const shown = async <Content extends Reported>(
      kind: KeptReport['kind'],
      store: ReportStore<Content>,
    ): Promise<KeptReport[]> =>
      (await store.in(facility, children)).flatMap((report) => {
        const at = placeOf(report, roster)
        const by = guardians.find((hat) => at !== null && may(hat, `${kind}.remove`, at))
        if (by === undefined) return []
        const { child, from, to } = report.content
        return { kind, id: report.doc._id, facility, membership: by.id, child, from, to }
      })
    return (await Promise.all([shown('sick-note', sickNotes), shown('absence', absences)])).flat()
  }
}

const newestFirst = (one: KeptReport, other: KeptReport) =>
  other.from.localeCompare(one.from) || one.id.localeCompare(other.id)
