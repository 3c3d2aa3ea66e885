import { error } from '@sveltejs/kit'
import type { Absence, Day, Module, OwnMembership, SickNote } from '@morgenkreis/protocol'
import { answer } from '#lib/shell/answer.server.ts'
import type { Session, Visit } from '#lib/shell/visit.server.ts'
import type { Candidate } from './entry.ts'

export const isStaff = ({ role }: Pick<OwnMembership, 'role'>) => role === 'admin' || role === 'educator'

/** Which kinds of reports a facility has switched on. */
function kindsOn({ facilities }: Session, { facility }: OwnMembership) {
  const modules: readonly Module[] = facilities.find(({ id }) => id === facility)?.modules ?? []
  return { ill: modules.includes('sick-notes'), away: modules.includes('absences') }
}

/** What somebody finds who reports: the children that it may be about, what it may say of them, and what was said. */
export interface Desk {
  readonly candidates: readonly Candidate[]
  readonly kinds: readonly ('ill' | 'away')[]
  readonly sickNotes: readonly SickNote[]
  readonly absences: readonly Absence[]
}

/** Whose reports are read: guardians name their children. */
export const askingOf = (membership: OwnMembership) => ({
  facility: membership.facility,
  ...(!isStaff(membership) && { children: membership.children.map(({ id }) => id) }),
})

/** Guardians report their own children, staff those of their groups; illness only who reads it. */
export async function deskOf(visit: Visit, membership: OwnMembership, url: URL): Promise<Desk> {
  const session = await visit.session()
  const on = session === null ? { ill: false, away: false } : kindsOn(session, membership)
  if ((!on.ill && !on.away) || membership.role === 'council') error(404, 'module-off')
  const { facility, id: as } = membership
  const team = isStaff(membership)
    ? answer(await visit.gateway.call('presence.list', { as, input: { facility } }), url)
    : null
  const ill = on.ill && (team === null || team.accepts)
  const kinds = [...(ill ? (['ill'] as const) : []), ...(on.away ? (['away'] as const) : [])]
  if (kinds.length === 0) error(404, 'module-off')
  const input = askingOf(membership)
  if (input.children?.length === 0) return { candidates: [], kinds: [], sickNotes: [], absences: [] }
  return {
    candidates: team === null ? ownCandidates(membership) : team.groups.flatMap(({ children }) => children),
    kinds,
    sickNotes: ill ? answer(await visit.gateway.call('sick-note.list', { as, input }), url).sickNotes : [],
    absences: on.away ? answer(await visit.gateway.call('absence.list', { as, input }), url).absences : [],
  }
}

const ownCandidates = ({ children }: OwnMembership) =>
  children.map(({ id, sign, label }) => ({ id, sign, name: label ?? '' }))

/** Who is here today, or on the day asked for, for staff; null for everybody else, and where nothing of it is switched on. */
export async function teamOf(visit: Visit, membership: OwnMembership, url: URL, day?: Day) {
  const session = await visit.session()
  const on = session === null ? { ill: false, away: false } : kindsOn(session, membership)
  if (!isStaff(membership) || (!on.ill && !on.away)) return null
  const { facility, id: as, role } = membership
  const call = { as, input: { facility } }
  const presence = answer(
    await visit.gateway.call('presence.list', { as, input: { facility, ...(day !== undefined && { day }) } }),
    url,
  )
  // What is to lie on the device has no reports (security.md): not even that one waits.
  if (visit.copy) return { presence, sickNotes: [], absences: [], waiting: [], enters: false }
  const reads = presence.accepts
  return {
    presence,
    /** Whether there is anything that the reader may enter. */
    enters: on.away || reads,
    sickNotes: reads && on.ill ? answer(await visit.gateway.call('sick-note.list', call), url).sickNotes : [],
    absences: reads && on.away ? answer(await visit.gateway.call('absence.list', call), url).absences : [],
    waiting: role === 'admin' ? answer(await visit.gateway.call('report.waiting', call), url).groups : [],
  }
}
export type Team = NonNullable<Awaited<ReturnType<typeof teamOf>>>
