import type { Ground } from '../open.ts'
import type { Perishables } from '../purge/perishing.ts'
import { KeyKeeping, type KeyFigures } from '../rotation/keeping.ts'
import { Orphans } from '../rotation/orphans.ts'
import type { Recurring } from './recurring.ts'

const minute = 60_000
/** Longer than any turn of it takes; a gateway that is gone is followed by another one after so long. */
const leaseMs = 10 * minute

/** What was found of the keys when it was last looked, and how many orphans this gateway has destroyed. */
export interface KeyHealth {
  figures: KeyFigures
  swept: number
}

/** The recurring work on keys: those above destroyed ones are made new, those without data are swept. */
export function keyKeeping(recurring: Recurring, ground: Ground, perishables: Perishables): KeyHealth {
  const { clock, keyRows: rows, rootKey: root, keys, ledger, log, identity, roster } = ground
  const now = () => clock.now()
  const keeping = new KeyKeeping({ rows, root, keys, ledger, now, log })
  const health: KeyHealth = { figures: { oldestEpochAgeMs: 0, overdue: 0 }, swept: 0 }
  const owners = {
    person: [identity.persons.native],
    child: [roster.children.native],
    facility: [roster.facilities.native],
    get record() {
      return [...perishables.kinds.values()].filter(({ keyOf }) => keyOf).map(({ collection }) => collection)
    },
  }
  const orphans = new Orphans({ rows, keys, now, owners })

  recurring.add('keys', { everyMs: minute, leaseMs, work: () => keeping.run() })
  recurring.add('key-figures', {
    everyMs: minute,
    leaseMs: null,
    work: async () => void (health.figures = await keeping.figures()),
  })
  recurring.add('orphans', {
    everyMs: 60 * minute,
    leaseMs,
    async work() {
      const swept = await orphans.sweep()
      health.swept += swept
      if (swept > 0) log.info({ keys: swept }, 'keys without data were destroyed')
    },
  })
  return health
}
