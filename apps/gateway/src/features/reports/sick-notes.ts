import { basisOf, isStaff, may, recovered, soundSpan, type Basis, type Membership } from '@morgenkreis/domain'
import {
  ByPhone,
  changeSickNote,
  ChildId,
  Illness,
  listSickNotes,
  recoverSickNote,
  removeSickNote,
  reportSickNote,
  seeSickNote,
  Span,
  type SickNote,
  type SickNoteId,
} from '@morgenkreis/protocol'
import { z } from 'zod'
import { dayAt } from '../../shell/calendar.ts'
import { timelessId } from '../../shell/clock.ts'
import { plan } from '../../shell/plan.ts'
import { consentIn } from '../../shell/previews.ts'
import { orNotFound, orRefuse } from '../../shell/refused.ts'
import { inFacility, ofChildren, place, type FacilityContext } from '../../shell/registry.ts'
import { authorIn, type Roster } from '../../shell/roster/roster.ts'
import type { Shell } from '../../shell/shell.ts'
import { stillOpen } from './again.ts'
import { asShown, openReports, type Report, type ReportStore } from './store.ts'
import { placeOf, tells } from './whom.ts'

const Content = z.strictObject({
  child: ChildId,
  illness: Illness,
  ...Span.shape,
  note: z.string().nullable(),
  phone: ByPhone.nullable(),
})
export type SickContent = z.infer<typeof Content>

/** A row without its consent or legal basis the database itself refuses (K-101). */
export const openSickNotes = (shell: Pick<Shell, 'database' | 'sealer' | 'macs' | 'clock'>) =>
  openReports(shell, { name: 'sick-notes', content: Content, validator: { 'basis.kind': { $type: 'string' } } })

/** Sick notes: of guardians about their own children, read by staff of the group with the right `health` (K-20). */
export function serveSickNotes(shell: Shell, store: ReportStore<SickContent>): void {
  const found = async (id: SickNoteId) => orNotFound(await store.one(id))
  const openAgain = (notes: readonly (Report<SickContent> | null)[], context: FacilityContext) =>
    stillOpen(notes, context, { module: 'sick-notes', see: 'sick-note.list' })
  const again = async (context: FacilityContext, ref: string) => {
    const { actor, roster } = context
    const [note] = openAgain([await store.one(ref)], context)
    return readAgain(shown(orNotFound(note ?? null), actor, roster), [ref], context)
  }
  const where = ({ sickNote }: { sickNote: SickNoteId }) => place('sick-note', sickNote)

  shell.on(reportSickNote, {
    module: 'sick-notes',
    where: ({ children }) => ofChildren(children),
    run(context, { children, illness, from, to, note = null, consent, phone }) {
      const { actor, roster, now } = context
      const span = orRefuse(soundSpan({ from, to }, dayAt(now)))
      const basis = orRefuse(basisOf(actor.role, { consent, phone }))
      const report = timelessId()
      const common = {
        facility: roster.facility.id,
        report,
        author: actor.id,
        seenAt: isStaff(actor.role) ? now : null,
        basis: keptBasis(basis, now),
      }
      const said = { illness, ...span, note, phone: basis.kind === 'phone' ? basis.phone : null }
      const drafts = children.map((child) => ({ ...common, _id: timelessId(), content: { child, ...said } }))
      const sickNotes = drafts.map(({ content, ...doc }) =>
        shown({ doc: { ...doc, at: now, edition: 1 }, content }, actor, roster),
      )
      const decided = plan({ sickNotes }).store(...drafts.map((draft) => store.adding(draft, roster.periods, now)))
      return tells(decided, { ref: report, children, change: 'presence' }, context)
    },
    async again(context, ref) {
      const { actor, roster } = context
      const sickNotes = openAgain(await store.together(ref), context).map((note) => shown(note, actor, roster))
      const ids = sickNotes.map(({ id }) => id)
      return readAgain({ sickNotes }, ids, context)
    },
  })

  shell.on(listSickNotes, {
    module: 'sick-notes',
    where: ({ facility, children }) => (children === undefined ? inFacility(facility) : ofChildren(children)),
    async run({ actor, roster }, { children }) {
      const notes = await store.in(roster.facility.id, children)
      const open = notes.filter((note) => {
        const at = placeOf(note, roster)
        return at !== null && may(actor, 'sick-note.list', at)
      })
      const read = { sickNotes: open.map((note) => shown(note, actor, roster)).sort(newestFirst) }
      // Whoever works here leaves a trace in reading them.
      return isStaff(actor.role) && open.length > 0 ? plan(read).reads(...open.map(({ doc }) => doc._id)) : read
    },
  })

  shell.on(changeSickNote, {
    where,
    async run(context, { sickNote, v, illness, from, to, note = null, consent }) {
      const { actor, roster, now } = context
      const before = asShown(await found(sickNote), v)
      const span = orRefuse(soundSpan({ from, to }, dayAt(now)))
      const byStaff = isStaff(actor.role)
      const basis = byStaff ? before.doc.basis : keptBasis(orRefuse(basisOf(actor.role, { consent })), now)
      const { child, phone } = before.content
      const content = { child, illness, ...span, note, phone: byStaff ? phone : null }
      const set = { basis, seenAt: byStaff ? now : null }
      const after = { doc: { ...before.doc, ...set, edition: v + 1 }, content }
      const moved = span.from !== before.content.from || span.to !== before.content.to
      const decided = plan(shown(after, actor, roster)).store(
        store.changing({ ...before, content }, roster.periods, { ...set, now }),
      )
      return tells(decided, { ref: sickNote, children: [child], change: moved ? 'presence' : 'content' }, context)
    },
    again,
  })

  shell.on(recoverSickNote, {
    where,
    async run(context, { sickNote, back }) {
      const before = await found(sickNote)
      const content = { ...before.content, ...orRefuse(recovered(before.content, back)) }
      const { actor, roster, now } = context
      const after = { doc: { ...before.doc, edition: before.doc.edition + 1 }, content }
      const decided = plan(shown(after, actor, roster)).store(
        store.changing({ ...before, content }, roster.periods, { now }),
      )
      return tells(decided, { ref: sickNote, children: [content.child], change: 'presence' }, context)
    },
    again,
  })

  shell.on(seeSickNote, {
    where,
    async run(context, { sickNote, v }) {
      const { actor, roster, now } = context
      const before = asShown(await found(sickNote), v)
      if (before.doc.seenAt !== null) return plan(shown(before, actor, roster)).reads(sickNote)
      const after = { ...before, doc: { ...before.doc, seenAt: now } }
      const decided = plan(shown(after, actor, roster)).store(store.seeing(before, now))
      return tells(decided, { ref: sickNote, children: [before.content.child], change: 'content' }, context)
    },
    again,
  })

  shell.on(removeSickNote, {
    deletes: true,
    where,
    async run(context, { sickNote }) {
      const note = await found(sickNote)
      const decided = plan({ sickNote }).store(store.removing(note, context.actor.id, context.now))
      return tells(decided, { ref: sickNote, children: [note.content.child], change: 'presence' }, context)
    },
    again: (_context, ref) => Promise.resolve({ sickNote: ref as SickNoteId }),
  })
}

/** Shown once more: whoever works here leaves a trace in that, too. */
const readAgain = <Output>(reply: Output, ids: readonly string[], { actor }: FacilityContext) =>
  isStaff(actor.role) ? plan(reply).readsAgain('sick-note.list', ...ids) : reply

/** As it is stored beside the note: the sentence that was clicked, or the legal basis; who called is sealed. */
const keptBasis = (basis: Basis, now: Date) =>
  basis.kind === 'phone'
    ? { kind: basis.kind, law: basis.phone.basis }
    : { kind: basis.kind, ...consentIn('sick-note', basis.language), at: now }

type Shown = Pick<Report<SickContent>, 'content'> & {
  doc: Pick<Report<SickContent>['doc'], '_id' | 'author' | 'at' | 'seenAt' | 'edition'>
}

/** As the caller may see it: guardians without author, time and caller (N9). */
function shown({ doc, content }: Shown, { role }: Membership, roster: Roster): SickNote {
  const { phone, ...said } = content
  const entered = { at: doc.at.toISOString(), author: authorIn(roster, doc.author, doc._id) }
  return {
    id: doc._id as SickNoteId,
    ...said,
    seen: doc.seenAt?.toISOString() ?? null,
    phone: isStaff(role) ? phone : null,
    entered: isStaff(role) ? entered : null,
    v: doc.edition,
  }
}

const newestFirst = (one: SickNote, other: SickNote) =>
  other.from.localeCompare(one.from) || one.id.localeCompare(other.id)
