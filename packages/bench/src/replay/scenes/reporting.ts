import type { ChildId, InputOf, LegalBasis } from '@morgenkreis/protocol'
import { consents, illnesses, legalBases } from '@morgenkreis/protocol'
import { apfelhof } from '@morgenkreis/world'
import type { WorldMembership } from '@morgenkreis/world'
import { childrenHere, groupOfChild } from '../children-here.ts'
import type { KeptNote } from '../facts/reports.ts'
import { absenceOf, illnessOf, isStaff, reportOf, tieTo, type Hears } from '../hearing.ts'
import { change, insist, now } from '../insisting.ts'
import { reports } from '../reference.ts'
import type { Actor, Stage } from '../stage.ts'

const isGuardian = ({ role, facility }: WorldMembership) => role === 'guardian' && facility === apfelhof
const acceptsReports = (hat: WorldMembership) =>
  isStaff(hat) && hat.facility === apfelhof && hat.rights.includes('health')
/** Whoever is there for all groups is so for those of this Kita. */
const childrenOfKita = () => childrenHere().filter(({ facility }) => facility === apfelhof)
/** The active click on the sentence, each time (K-103). */
const consent = { version: consents['sick-note'].version, language: 'de', accepted: true } as const

/** From today on, for some days. */
const span = ({ chance, time }: Stage) => {
  const from = time.day
  return {
    from,
    to: Temporal.PlainDate.from(from)
      .add({ days: chance.below(4) })
      .toString(),
  }
}

/** Puts on record that reports about these children changed. */
function changed(
  stage: Stage,
  { children, presence, sentAt }: { children: readonly ChildId[]; presence: boolean; sentAt: number },
  { hat: actor }: Actor,
): void {
  const hears = children.map((child) => reportOf(child, { actor, presence }))
  stage.note({ event: 'report.changed', ref: reports, sentAt, audience: stage.kita.hearing(...hears) })
}

/** Where nobody accepts it in time, the heads may be told, once for each: in which group. */
function mayBeMissed({ kita }: Stage, child: ChildId, by: WorldMembership): void {
  const group = groupOfChild(child)
  if (isStaff(by) || group === undefined) return
  const leads: Hears = ({ role, facility }) => role === 'admin' && facility === apfelhof
  kita.maybe.push({
    ...{ event: 'report.missed', ref: group, text: null, under: null, maybe: true },
    ...{ sentAt: 0, answeredAt: Infinity, audience: kita.hearing(leads), rings: { by: '', urgent: false, at: 0 } },
  })
}

/** At 6:40 a guardian reports one own child ill, or several at once. */
export async function reportIll(stage: Stage): Promise<void> {
  const actor = stage.actor(isGuardian)
  if (!actor) return
  const own = actor.hat.children.map(({ child }) => child)
  const children = stage.chance.next() < 0.3 ? own : [stage.chance.oneOf(own)!]
  await report(stage, actor, { children, more: { consent } })
}

/** Decision 6: staff writes down what came by telephone, with the legal basis. */
export async function reportByPhone(stage: Stage): Promise<void> {
  const actor = stage.actor(acceptsReports)
  if (!actor) return
  const fits = ({ id }: { id: ChildId }) => illnessOf(apfelhof, id)(actor.hat)
  const child = stage.chance.oneOf(childrenOfKita().filter(fits))
  const basis: LegalBasis = stage.chance.oneOf(legalBases)!
  if (child) await report(stage, actor, { children: [child.id], more: { phone: { by: 'Die Mutter', basis } } })
}

type More = Pick<InputOf<'sick-note.report'>, 'consent' | 'phone'>

async function report(
  stage: Stage,
  actor: Actor,
  { children, more }: { children: ChildId[]; more: More },
): Promise<void> {
  const { kita, chance, time } = stage
  const { phone, hat } = actor
  const { mark, text: note } = stage.write(kita.hearing(...children.map((child) => illnessOf(apfelhof, child))), 400)
  const said = { illness: chance.oneOf(illnesses.slice(0, 16))!, ...span(stage), note }
  const sentAt = now()
  const reply = await change(() => phone.door, 'sick-note.report', hat.id, { children, ...said, ...more })
  if (!reply.ok) {
    stage.forbid(mark)
    return stage.unexpected(phone, `sick-note.report: ${reply.error.code}`)
  }
  for (const { id, child, v } of reply.data.sickNotes) {
    const known = kita.hearing(absenceOf(apfelhof, child))
    const kept = { id, v, facility: apfelhof, child, by: hat.id, enteredAt: time.now(), mark, known, ...said }
    kita.reports.notes.push({ ...kept, phone: more.phone ?? null, seen: isStaff(hat), gone: false, busy: false })
    mayBeMissed(stage, child, hat)
    stage.counts.sickNotes += 1
  }
  changed(stage, { children, presence: true, sentAt }, actor)
}

/** Absence without illness: by a guardian, or by any staff of the group. */
export async function reportAbsent(stage: Stage): Promise<void> {
  const { kita, chance, time } = stage
  const actor = stage.actor((hat) => isGuardian(hat) || (isStaff(hat) && hat.facility === apfelhof))
  if (!actor) return
  const { phone, hat } = actor
  const mine = childrenOfKita().filter(({ id }) => absenceOf(apfelhof, id)(hat))
  const child = chance.oneOf(mine)?.id
  if (!child) return
  const { mark, text: note } = stage.write(kita.hearing(absenceOf(apfelhof, child)), 400)
  const reason = chance.oneOf(['holiday', 'late', 'other', null] as const) ?? null
  const sentAt = now()
  const input = { children: [child], ...(reason && { reason }), ...span(stage), note }
  const reply = await change(() => phone.door, 'absence.report', hat.id, input)
  if (!reply.ok) {
    stage.forbid(mark)
    return stage.unexpected(phone, `absence.report: ${reply.error.code}`)
  }
  const [absence] = reply.data.absences
  const { from, to } = input
  const kept = { id: absence!.id, facility: apfelhof, child, by: hat.id, enteredAt: time.now(), reason, from, to }
  kita.reports.absences.push({ ...kept, mark, note, seen: isStaff(hat), gone: false, busy: false })
  mayBeMissed(stage, child, hat)
  stage.counts.absences += 1
  changed(stage, { children: [child], presence: true, sentAt }, actor)
}

/** Staff with the right reads what came, and says of one or another that it was seen. */
export async function see(stage: Stage): Promise<void> {
  const actor = stage.actor(acceptsReports)
  if (!actor) return
  const { phone, hat } = actor
  const { notes, absences } = stage.kita.reports
  const door = () => phone.door
  await insist(door, 'sick-note.list', { as: hat.id, input: { facility: apfelhof } })
  const isNew = ({ seen, gone, busy, child }: KeptNote | (typeof absences)[number]) =>
    !seen && !gone && !busy && illnessOf(apfelhof, child)(hat)
  const [note, absence] = [stage.chance.oneOf(notes.filter(isNew)), stage.chance.oneOf(absences.filter(isNew))]
  const target = note ?? absence
  if (!target) return
  target.busy = true
  const sentAt = now()
  const reply = note
    ? await change(door, 'sick-note.see', hat.id, { sickNote: note.id, v: note.v })
    : await change(door, 'absence.see', hat.id, { absence: absence!.id, v: 1 })
  target.busy = false
  if (!reply.ok) return stage.unexpected(phone, `seeing a report: ${reply.error.code}`)
  target.seen = true
  stage.counts.sickNotesSeen += 1
  changed(stage, { children: [target.child], presence: false, sentAt }, actor)
}

/** A guardian says it otherwise, with a new click; it has to be seen anew. */
export async function changeIll(stage: Stage): Promise<void> {
  const { kita } = stage
  const target = stage.chance.oneOf(kita.reports.notes.filter(({ gone, busy, phone }) => !gone && !busy && !phone))
  const actor = target && stage.actor((hat) => tieTo(hat, target.child) !== undefined)
  if (!actor) return
  target.busy = true
  const { phone, hat } = actor
  const { mark, text: note } = stage.write(kita.hearing(illnessOf(apfelhof, target.child)), 400)
  const { from } = target
  const to = Temporal.PlainDate.from(from)
    .add({ days: stage.chance.below(6) })
    .toString()
  const said = { illness: stage.chance.oneOf(illnesses.slice(0, 16))!, from, to, note }
  const sentAt = now()
  const input = { sickNote: target.id, v: target.v, ...said, consent }
  const reply = await change(() => phone.door, 'sick-note.change', hat.id, input)
  target.busy = false
  if (!reply.ok) {
    stage.forbid(mark)
    return stage.unexpected(phone, `sick-note.change: ${reply.error.code}`)
  }
  const presence = to !== target.to
  forget(stage, target)
  Object.assign(target, said, { mark, seen: false, v: reply.data.v })
  stage.counts.sickNotesChanged += 1
  changed(stage, { children: [target.child], presence, sentAt }, actor)
}

/** Well again: the child comes back sooner than was reported. */
export async function recoverIll(stage: Stage): Promise<void> {
  const lasts = ({ gone, busy, from, to }: KeptNote) => !gone && !busy && from < to
  const target = stage.chance.oneOf(stage.kita.reports.notes.filter(lasts))
  const actor = target && stage.actor(illnessOf(apfelhof, target.child))
  if (!actor) return
  target.busy = true
  const { phone, hat } = actor
  const { id: sickNote, to: back } = target
  const sentAt = now()
  const reply = await change(() => phone.door, 'sick-note.recover', hat.id, { sickNote, back })
  target.busy = false
  if (!reply.ok) return stage.unexpected(phone, `sick-note.recover: ${reply.error.code}`)
  target.v = reply.data.v
  target.to = Temporal.PlainDate.from(back).subtract({ days: 1 }).toString()
  stage.counts.sickNotesChanged += 1
  changed(stage, { children: [target.child], presence: true, sentAt }, actor)
}

/** A guardian, or staff with the right, takes it away (K-21, K-22). */
export async function removeIll(stage: Stage): Promise<void> {
  const target = stage.chance.oneOf(stage.kita.reports.notes.filter(({ gone, busy }) => !gone && !busy))
  const actor = target && stage.actor(illnessOf(apfelhof, target.child))
  if (!actor) return
  target.busy = true
  const { phone, hat } = actor
  const sentAt = now()
  const reply = await change(() => phone.door, 'sick-note.remove', hat.id, { sickNote: target.id })
  target.busy = false
  if (!reply.ok) return stage.unexpected(phone, `sick-note.remove: ${reply.error.code}`)
  target.gone = true
  forget(stage, target)
  stage.counts.removals += 1
  changed(stage, { children: [target.child], presence: true, sentAt }, actor)
}

/** Its text may be read nowhere any more, unless a sister's or brother's note says the same. */
function forget({ kita }: Stage, { id, mark }: KeptNote): void {
  const others = kita.reports.notes.some((one) => one.mark === mark && one.id !== id && !one.gone)
  if (mark !== null && !others) kita.goneAt.set(mark, now())
}
