import { expiresBy, type FacilityPlace } from '@morgenkreis/domain'
import { fileReport, Reported, type Groups, type InputOf, type ReportId } from '@morgenkreis/protocol'
import { plan, type Write } from '../../shell/plan.ts'
import { orNotFound, Refused } from '../../shell/refused.ts'
import { place, type FacilityContext } from '../../shell/registry.ts'
import type { Shell } from '../../shell/shell.ts'
import { isOwn, judgesOf } from './judges.ts'
import { addingFiling, moduleOf, type ModerationStore, type ReportDoc } from './store.ts'

/** Whoever may see a thing may report it, once; its author never learns who did. */
export function serveFiling(shell: Shell, store: ModerationStore): void {
  const { model, native: collection } = store.reports

  shell.on(fileReport, {
    // Where it stands says who sees it, and which modules it stands on.
    where: ({ thing }) => place(thing.kind, thing.ref),
    async run(context, { thing, reason, note = null }, where) {
      const { actor, roster, now } = context
      const author = orNotFound(where.author)
      if (isOwn(actor, author, roster)) throw new Refused('forbidden')
      // Hidden, it is looked into already, and nobody else sees it.
      const [written] = await shell.moderated.of(thing.kind).read([thing.ref], roster)
      if (written === undefined || written.hidden) throw new Refused('not-found')
      const { report, write } = await opening(context, thing, { ...where, author })
      const { kind, ref } = thing
      const filing = { _id: shell.clock.id(), facility: where.facility, kind, thing: ref, person: actor.person }
      return plan({ thing })
        .store(write, addingFiling({ ...filing, reason, note }, store, { periods: roster.periods, now }))
        .tell('report.filed', where, {
          ...{ ref: report.id, v: report.v, data: { report: report.id } },
          members: judgesOf({ facility: where.facility, groups: where.groups }, author, roster),
        })
    },
    async again(_context, ref) {
      const { kind, ref: thing } = orNotFound(await model.findById(ref as ReportId).lean())
      return { thing: Reported.parse({ kind, ref: thing }) }
    },
  })

  /** The first who reports a thing opens what others join; what was settled is opened again. */
  async function opening(
    { id, now, roster }: FacilityContext,
    { kind, ref }: InputOf<'report.file'>['thing'],
    { facility, groups, author }: FacilityPlace & Pick<ReportDoc, 'author'>,
  ) {
    const open = { state: 'open', expiresAt: expiresBy(roster.periods, moduleOf[kind], now) } as const
    const known = await model.findOne({ ref }).lean()
    if (known !== null) {
      const { _id, v } = known
      const write: Write = { kind: 'update', collection, facility, id: _id, v, set: open }
      return { report: { id: _id, v: v + 1 }, write }
    }
    const named: Groups = groups === 'all' ? 'all' : [...groups]
    const doc: ReportDoc = { _id: id as ReportId, facility, kind, ref, groups: named, author, ...open, v: 1, at: now }
    const write: Write = { kind: 'insert', collection, facility, doc, unique: { ref: 'anew' } }
    return { report: { id: doc._id, v: 1 }, write }
  }
}
