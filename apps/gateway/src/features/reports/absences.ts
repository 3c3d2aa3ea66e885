import { isStaff, may, soundSpan, type Membership } from '@morgenkreis/domain'
import {
  AbsenceReason,
  changeAbsence,
  ChildId,
  listAbsences,
  removeAbsence,
  reportAbsence,
  seeAbsence,
  Span,
  type Absence,
  type AbsenceId,
} from '@morgenkreis/protocol'
import { z } from 'zod'
import { dayAt } from '../../shell/calendar.ts'
import { timelessId } from '../../shell/clock.ts'
import { plan } from '../../shell/plan.ts'
import { orNotFound, orRefuse } from '../../shell/refused.ts'
import { inFacility, ofChildren, place, type FacilityContext } from '../../shell/registry.ts'
import { authorIn, type Roster } from '../../shell/roster/roster.ts'
import type { Shell } from '../../shell/shell.ts'
import { stillOpen } from './again.ts'
import { asShown, openReports, type Report, type ReportStore } from './store.ts'
import { placeOf, tells } from './whom.ts'

const Content = z.strictObject({
  child: ChildId,
  reason: AbsenceReason.nullable(),
  ...Span.shape,
  note: z.string().nullable(),
})
export type AbsenceContent = z.infer<typeof Content>

export const openAbsences = (shell: Pick<Shell, 'database' | 'sealer' | 'macs' | 'clock'>) =>
  openReports(shell, { name: 'absences', content: Content, validator: {} })

/** Absences: of guardians about their own children, and of any staff about the children of its groups. */
export function serveAbsences(shell: Shell, store: ReportStore<AbsenceContent>): void {
  const found = async (id: AbsenceId) => orNotFound(await store.one(id))
  const openAgain = (absences: readonly (Report<AbsenceContent> | null)[], context: FacilityContext) =>
    stillOpen(absences, context, { module: 'absences', see: 'absence.change' }).map((absence) =>
      shown(absence, context.actor, context.roster),
    )
  const again = async (context: FacilityContext, ref: string) =>
    orNotFound(openAgain([await store.one(ref)], context)[0] ?? null)
  const where = ({ absence }: { absence: AbsenceId }) => place('absence', absence)

  shell.on(reportAbsence, {
    module: 'absences',
    where: ({ children }) => ofChildren(children),
    run(context, { children, reason = null, from, to, note = null }) {
      const { actor, roster, now } = context
      const span = orRefuse(soundSpan({ from, to }, dayAt(now)))
      const report = timelessId()
      const seenAt = isStaff(actor.role) ? now : null
      const common = { facility: roster.facility.id, report, author: actor.id, seenAt, basis: null }
      const drafts = children.map((child) => ({
        ...common,
        _id: timelessId(),
        content: { child, reason, ...span, note },
      }))
      const absences = drafts.map(({ content, ...doc }) =>
        shown({ doc: { ...doc, at: now, edition: 1 }, content }, actor, roster),
      )
      const decided = plan({ absences }).store(...drafts.map((draft) => store.adding(draft, roster.periods, now)))
      return tells(decided, { ref: report, children, change: 'presence' }, context)
    },
    again: async (context, ref) => ({ absences: openAgain(await store.together(ref), context) }),
  })

  shell.on(listAbsences, {
    module: 'absences',
    where: ({ facility, children }) => (children === undefined ? inFacility(facility) : ofChildren(children)),
    async run({ actor, roster }, { children }) {
      const absences = await store.in(roster.facility.id, children)
      const open = absences.filter((absence) => {
        const at = placeOf(absence, roster)
        return at !== null && may(actor, 'absence.change', at)
      })
      return { absences: open.map((absence) => shown(absence, actor, roster)).sort(newestFirst) }
    },
  })

  shell.on(changeAbsence, {
    where,
    async run(context, { absence, v, reason = null, from, to, note = null }) {
      const { actor, roster, now } = context
      const before = asShown(await found(absence), v)
      const span = orRefuse(soundSpan({ from, to }, dayAt(now)))
      const { child } = before.content
      const content = { child, reason, ...span, note }
      const set = { seenAt: isStaff(actor.role) ? now : null }
      const after = { doc: { ...before.doc, ...set, edition: v + 1 }, content }
      const decided = plan(shown(after, actor, roster)).store(
        store.changing({ ...before, content }, roster.periods, { ...set, now }),
      )
      return tells(decided, { ref: absence, children: [child], change: 'presence' }, context)
    },
    again,
  })

  shell.on(seeAbsence, {
    where,
    async run(context, { absence, v }) {
      const { actor, roster, now } = context
      const before = asShown(await found(absence), v)
      if (before.doc.seenAt !== null) return plan(shown(before, actor, roster))
      const after = { ...before, doc: { ...before.doc, seenAt: now } }
      const decided = plan(shown(after, actor, roster)).store(store.seeing(before, now))
      return tells(decided, { ref: absence, children: [before.content.child], change: 'content' }, context)
    },
    again,
  })

  shell.on(removeAbsence, {
    deletes: true,
    where,
    async run(context, { absence }) {
      const before = await found(absence)
      const decided = plan({ absence }).store(store.removing(before, context.actor.id, context.now))
      return tells(decided, { ref: absence, children: [before.content.child], change: 'presence' }, context)
    },
    again: (_context, ref) => Promise.resolve({ absence: ref as AbsenceId }),
  })
}

type Shown = Pick<Report<AbsenceContent>, 'content'> & {
  doc: Pick<Report<AbsenceContent>['doc'], '_id' | 'author' | 'at' | 'seenAt' | 'edition'>
}

/** As the caller may see it: guardians without author and time (N9). */
function shown({ doc, content }: Shown, { role }: Membership, roster: Roster): Absence {
  const entered = { at: doc.at.toISOString(), author: authorIn(roster, doc.author, doc._id) }
  return {
    id: doc._id as AbsenceId,
    ...content,
    seen: doc.seenAt?.toISOString() ?? null,
    entered: isStaff(role) ? entered : null,
    v: doc.edition,
  }
}

const newestFirst = (one: Absence, other: Absence) =>
  other.from.localeCompare(one.from) || one.id.localeCompare(other.id)
