import { may } from '@morgenkreis/domain'
import type { Module, OperationsAt } from '@morgenkreis/protocol'
import { Refused } from '../../shell/refused.ts'
import type { FacilityContext } from '../../shell/registry.ts'
import type { Report, Reported } from './store.ts'
import { placeOf } from './whom.ts'

/**
 * Whoever asks again is shown what is there by now, and only what may be read by now: rights end and modules are switched off
 * between the first time and the second (K-02, K-20). What is out of reach is answered like what is gone.
 */
export function stillOpen<Content extends Reported>(
  reports: readonly (Report<Content> | null)[],
  { actor, roster }: FacilityContext,
  { module, see }: { readonly module: Module; readonly see: OperationsAt<'facility'> },
): Report<Content>[] {
  if (!roster.facility.modules.includes(module)) throw new Refused('module-off')
  const open = reports.filter((report) => {
    const at = report && placeOf(report, roster)
    return at !== null && may(actor, see, at)
  })
  if (open.length === 0) throw new Refused('gone')
  return open.filter((report) => report !== null)
}
