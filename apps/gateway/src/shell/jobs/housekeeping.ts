import type { FacilityId } from '@morgenkreis/protocol'
import { dropAudit } from '../audit/drop.ts'
import { Linker, type LinkerParts } from '../audit/linker.ts'
import { Pseudonyms } from '../audit/pseudonyms.ts'
import type { RecentRows } from '../audit/recent-rows.ts'
import { sealSegments } from '../audit/segments.ts'
import { noteRemovals } from '../ledger/noting.ts'
import { tick } from '../ledger/restored.ts'
import type { Holdables } from '../holdables.ts'
import type { Ground } from '../open.ts'
import { purgeLeftovers } from '../purge/leftovers.ts'
import { purgeMonths } from '../purge/months.ts'
import { countOverdue } from '../purge/overdue.ts'
import type { Perishables } from '../purge/perishing.ts'
import { purgePerished } from '../purge/purge.ts'
import { shortenPeriods } from '../purge/shorten.ts'
import type { Trash } from '../trash/trash.ts'
import type { Recurring } from './recurring.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
/** Longer than any turn of it takes; a gateway that is gone is followed by another one after so long. */
const purgeLeaseMs = 10 * minute

/** What was overdue when it was last counted, by collection. */
export type Overdue = { counts: ReadonlyMap<string, number> }

interface HousekeepingParts {
  readonly perishables: Perishables
  readonly trash: Trash
  readonly holdables: Holdables
  readonly recent: RecentRows
}

/** The recurring work of the house: linking, and everything that goes by time. */
export function housekeeping(
  recurring: Recurring,
  ground: Ground,
  { perishables, trash, holdables, recent }: HousekeepingParts,
): Overdue {
  const { clock, journal, audit, macs, roster, ledger, keys } = ground
  const now = () => clock.now()
  const note: LinkerParts['note'] = (rows) => noteRemovals(rows, { ledger, trash, holdables, roster })
  const linker = new Linker({ journal, audit, macs, clock, note, recent, pseudonyms: new Pseudonyms(audit) })
  const overdue: Overdue = { counts: new Map() }
  const periodsOf = async (facility: FacilityId) =>
    (await roster.facilities.model.findById(facility).lean())?.periods ?? {}

  recurring.add('ticks', {
    everyMs: minute,
    leaseMs: minute,
    async work() {
      if (!(await tick(ground))) ground.log.warn('the data are older than they were: start the gateways again')
    },
  })
  recurring.add('linking', { everyMs: second, leaseMs: 10 * second, work: () => linker.link() })
  recurring.add('periods', {
    everyMs: second,
    leaseMs: minute,
    work: () => shortenPeriods({ roster, journal, perishables }),
  })
  recurring.add('purge', {
    everyMs: minute,
    leaseMs: purgeLeaseMs,
    work: async () => void (await purgePerished(perishables, { ledger, keys, now })),
  })
  recurring.add('leftovers', {
    everyMs: hour,
    leaseMs: purgeLeaseMs,
    async work() {
      await purgeLeftovers({ ledger, keys, now, roster, journal, perishables })
      await purgeMonths({ ledger, keys, now, perishables, periodsOf })
      await sealSegments(now(), audit, macs)
      await dropAudit(now(), { audit, roster, macs })
    },
  })
  recurring.add('overdue', {
    everyMs: minute,
    leaseMs: null,
    work: async () => void (overdue.counts = await countOverdue(perishables, roster, now())),
  })
  return overdue
}
