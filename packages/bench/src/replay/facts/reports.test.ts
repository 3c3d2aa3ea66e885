import type { AbsenceId, SickNoteId } from '@morgenkreis/protocol'
import { apfelhof, children, igel, kim, memberships, named, sonnen } from '@morgenkreis/world'
import { expect, test } from 'vitest'
import { absencesFor, awayOn, illnessesFor, waitingIn } from './reports.ts'
import type { KeptAbsence, KeptNote } from './reports.ts'

const hat = (id: string) => memberships.find((one) => one.id === id)!
const { anna, emre, paula, paul, sami } = named
const igelkind = children.find(({ group }) => group === igel)!.id
const minute = 60_000
const common = { facility: apfelhof, from: '2026-11-30', to: '2026-12-01', mark: 1, gone: false, busy: false }
const note = (more: Partial<KeptNote> = {}): KeptNote => ({
  ...{ ...common, id: 'n1' as SickNoteId, child: kim, by: paula.guardian, enteredAt: 0, note: 'Husten', seen: false },
  ...{ illness: 'cold', v: 1, phone: { by: 'Die Mutter', basis: 'spoken-consent' }, known: new Set(), ...more },
})
const absence = (more: Partial<KeptAbsence> = {}): KeptAbsence => ({
  ...{ ...common, id: 'a1' as AbsenceId, child: kim, by: emre.educator, enteredAt: 0, note: 'Zahnarzt', seen: true },
  ...{ reason: 'late', ...more },
})

test('[K-20, N9] a sick note is for staff with the right, whole, and for guardians without who called and who entered it', () => {
  const read = (id: string) => illnessesFor(hat(id), { notes: [note()] })
  expect(read(anna.admin)).toMatchObject([{ phone: { by: 'Die Mutter' }, entered: true, seen: false }])
  for (const id of [paula.guardian, paul.guardian]) expect(read(id)).toMatchObject([{ phone: null, entered: false }])
  for (const id of [emre.educator, sami.guardian]) expect(read(id)).toEqual([])
  expect(illnessesFor(hat(anna.admin), { notes: [note({ gone: true })] })).toEqual([])
})

test('an absence is for its guardians, for who entered it, and for who accepts reports', () => {
  const read = (id: string, by = emre.educator) => absencesFor(hat(id), { absences: [absence({ by })] }).length
  expect([read(anna.admin), read(paula.guardian), read(emre.educator), read(sami.guardian)]).toEqual([1, 1, 1, 0])
  expect(read(emre.educator, named.frieda.educator)).toBe(0)
})

test('[K-20] an illness is an absence without reason and note', () => {
  const away = awayOn('2026-12-01', { notes: [note()], absences: [absence()] })
  expect(away.get(kim)).toEqual([
    { from: '2026-11-30', to: '2026-12-01', reason: null, note: null },
    { from: '2026-11-30', to: '2026-12-01', reason: 'late', note: 'Zahnarzt' },
  ])
  expect(awayOn('2026-12-02', { notes: [note()], absences: [] }).size).toBe(0)
})

test('something waits an hour after it came, or after the group opened, unless it was seen', () => {
  const waiting = (now: number, ...notes: KeptNote[]) =>
    waitingIn([sonnen, igel], { notes, absences: [] }, { day: '2026-11-30', opensAt: 30 * minute, now })
  expect(waiting(89 * minute, note())).toEqual([])
  expect(waiting(90 * minute, note())).toEqual([sonnen])
  expect(waiting(90 * minute, note({ enteredAt: 31 * minute }), note({ child: igelkind }))).toEqual([igel])
  expect(waiting(90 * minute, note({ seen: true }), note({ from: '2026-12-01' }))).toEqual([])
})
