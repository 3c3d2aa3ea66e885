import { still } from '../../shell/moderated.ts'
import type { Shell } from '../../shell/shell.ts'
import type { Reported, ReportStore } from './store.ts'
import { tells } from './whom.ts'

/** A report that a law forbids to delete is away for whoever saw it, as if it had been deleted, and stays (K-05). */
export function holdingReports<Content extends Reported>(
  shell: Shell,
  kind: 'sick-note' | 'absence',
  store: ReportStore<Content>,
): void {
  shell.holdables.register(kind, {
    place: kind,
    collection: store.native,
    async hold(plan, ref, { heldUntil, actor, roster, now }) {
      const report = still((await store.one(ref)) ?? undefined)
      plan.store(store.holding(report, heldUntil, now))
      return tells(plan, { ref, children: [report.content.child], change: 'presence' }, { actor, roster })
    },
  })
}
