import { settles } from '@morgenkreis/domain'
import { settleReport, type ReportId } from '@morgenkreis/protocol'
import { plan } from '../../shell/plan.ts'
import { orNotFound, Refused } from '../../shell/refused.ts'
import { place } from '../../shell/registry.ts'
import { still } from '../../shell/moderated.ts'
import type { Shell } from '../../shell/shell.ts'
import { judgesOf, judgesHere } from './judges.ts'
import type { ModerationStore } from './store.ts'

/** What becomes of a reported thing. Hiding and removing are told where it stands, keeping to those who judge. */
export function serveSettling(shell: Shell, store: ModerationStore): void {
  const { model, native: collection } = store.reports

  shell.place('report', {
    see: 'report.list',
    modules: [],
    lasting: false,
    async find(id) {
      const doc = await model.findOne({ _id: id as ReportId, expiresAt: { $gt: shell.clock.now() } }).lean()
      return (
        doc && {
          facility: doc.facility,
          groups: doc.groups,
          author: doc.author,
          modules: shell.moderated.of(doc.kind).modules,
        }
      )
    },
  })

  shell.on(settleReport, {
    where: ({ report }) => place('report', report),
    async run({ actor, roster, now }, { report, outcome }, where) {
      const doc = orNotFound(await model.findById(report).lean())
      if (!judgesHere(actor, where, doc.author, roster)) throw new Refused('forbidden')
      const refusal = settles(doc.state, outcome)
      if (refusal !== null) throw new Refused(refusal)
      const judging = shell.moderated.of(doc.kind)
      const written = still((await judging.read([doc.ref], roster))[0])
      const { facility, v } = doc
      const settled = plan({ report, outcome }).store({
        ...{ kind: 'update', collection, facility, id: report, v },
        set: { state: outcome },
      })
      if (outcome === 'kept' && !written.hidden)
        return settled.tell('report.settled', where, {
          ...{ ref: report, v: v + 1, data: { report } },
          members: judgesOf(where, doc.author, roster),
        })
      return judging.turn(settled, doc.ref, { to: outcome, roster, now })
    },
    async again(_context, ref) {
      const doc = orNotFound(await model.findOne({ $or: [{ _id: ref as ReportId }, { ref }] }).lean())
      if (doc.state === 'open') throw new Refused('gone')
      return { report: doc._id, outcome: doc.state }
    },
  })

  for (const name of ['report.filed', 'report.settled'] as const)
    shell.readers.register(name, async (refs) => {
      const docs = await model
        .find({ _id: { $in: refs as ReportId[] } })
        .select('_id')
        .lean()
      return new Map(docs.map(({ _id }) => [_id, { report: _id }]))
    })
}
