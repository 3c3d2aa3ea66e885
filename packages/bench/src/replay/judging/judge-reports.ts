import { apfelhof } from '@morgenkreis/world'
import type { WorldMembership } from '@morgenkreis/world'
import { absenceAsShown, absencesFor, awayOn, illnessesFor, noteAsShown, waitingIn } from '../facts/reports.ts'
import { groupsOf } from '../cast.ts'
import { absenceOf, isStaff } from '../hearing.ts'
import { insist } from '../insisting.ts'
import type { Phone } from '../phone.ts'
import type { Difference } from '../record.ts'
import type { Rows } from '../rows.ts'
import type { Stage } from '../stage.ts'
import { miscounted } from '../states.ts'

/** K-20, K-39: everybody reads the reports that are theirs, as the record has them, and no others. */
export async function judgeReports(stage: Stage, phone: Phone): Promise<Difference[]> {
  const found: Difference[] = []
  for (const hat of phone.player.hats) {
    if (hat.facility !== apfelhof || hat.role === 'council') continue
    found.push(...(await judgeLists(stage, phone, hat)))
    if (isStaff(hat)) found.push(...(await judgePresence(stage, phone, hat)))
  }
  return found
}

async function judgeLists({ kita: { reports } }: Stage, phone: Phone, hat: WorldMembership): Promise<Difference[]> {
  const { name } = phone.player
  const door = () => phone.door
  const named = isStaff(hat) ? {} : { children: hat.children.map(({ child }) => child) }
  const call = { as: hat.id, input: { facility: apfelhof, ...named } }
  const ill = await insist(door, 'sick-note.list', call)
  const away = await insist(door, 'absence.list', call)
  const absences = away.ok ? away.data.absences.map(absenceAsShown) : away.error.code
  const notes = ill.ok ? ill.data.sickNotes.map(noteAsShown) : ill.error.code
  const mayKnow = !isStaff(hat) || hat.rights.includes('health')
  return [
    ...miscounted(name, 'sick notes', mayKnow ? illnessesFor(hat, reports) : 'forbidden', notes),
    ...miscounted(name, 'absences', absencesFor(hat, reports), absences),
  ]
}

/** All staff of a group sees who is away; an illness as an absence without a reason (decision 6). */
async function judgePresence({ kita, time }: Stage, phone: Phone, hat: WorldMembership): Promise<Difference[]> {
  const reply = await insist(() => phone.door, 'presence.list', { as: hat.id, input: { facility: apfelhof } })
  const { name } = phone.player
  if (!reply.ok) return miscounted(name, 'who is here', 'an answer', reply.error.code)
  const away = awayOn(time.day, kita.reports)
  const inGroups = [...away].filter(([child]) => absenceOf(apfelhof, child)(hat))
  const read = reply.data.groups.flatMap(({ children }) =>
    children.filter((child) => child.away.length > 0).map((child) => [child.id, child.away] as const),
  )
  const byId = (one: readonly [string, unknown], other: readonly [string, unknown]) => (one[0] < other[0] ? -1 : 1)
  return miscounted(name, `who is away on ${time.day}`, inGroups.sort(byId), read.sort(byId))
}

/** K-21 to K-23: what was taken away, or went with its child, is not only out of sight. */
export async function judgeKept({ kita: { reports } }: Stage, rows: Rows): Promise<Difference[]> {
  const kept = await rows.keptReports()
  return [...reports.notes, ...reports.absences]
    .filter(({ id, gone }) => gone && kept.has(id))
    .map(({ id }) => ({ kind: 'miscounted', who: 'the house', what: `keeps the report ${id}` }))
}

/** The head learns in which groups something waits, and no more than that. */
export async function judgeWaiting(stage: Stage): Promise<Difference[]> {
  const { kita, time } = stage
  const head = stage.actor((hat) => hat.role === 'admin' && hat.facility === apfelhof)
  if (!head) return []
  const { phone, hat } = head
  const reply = await insist(() => phone.door, 'report.waiting', { as: hat.id, input: { facility: apfelhof } })
  const groups = groupsOf(hat)
  const all = groups === 'all' ? stage.groupsIn(apfelhof) : groups
  const expected = waitingIn(all, kita.reports, { day: time.day, opensAt: time.at('07:00'), now: time.now() })
  return miscounted(
    phone.player.name,
    'where a report waits',
    expected,
    reply.ok ? reply.data.groups : reply.error.code,
  )
}
