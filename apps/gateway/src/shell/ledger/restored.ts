import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import type { JournalStore } from '../journal/store.ts'
import type { Ledger } from './ledger.ts'
import type { TickStore } from './store.ts'

interface TickParts {
  readonly ledger: Ledger
  readonly ticks: TickStore
}

/**
 * First in the data, then beside the ledger: only a restore makes the data count less. Behind it they count no further: a gateway
 * that ran on through a restore leaves it to be found by the next that starts. Answers whether it counted.
 */
export async function tick({ ledger, ticks }: TickParts): Promise<boolean> {
  const noted = await ledger.ticks()
  if ((await reachedIn(ticks)) < noted) return false
  const { n } = await ticks.model
    .findOneAndUpdate({ _id: 'ticks' }, { $inc: { n: 1 } }, { upsert: true, returnDocument: 'after' })
    .orFail()
    .lean()
  if (n > noted) await ledger.noteTicks(n)
  return true
}

const reachedIn = async (ticks: TickStore) => (await ticks.model.findById('ticks').lean())?.n ?? 0

interface RestoredParts extends TickParts {
  readonly journal: Pick<JournalStore, 'heads'>
  readonly clock: Clock
  readonly log: Logger
}

/**
 * After a restore of an older backup the rooms count on from where they stood then: a phone that had come further would take
 * what is told now for what it has. So every room gets another epoch of its log, and is read afresh. A backup that is
 * restored within the minute in which it was made is not noticed.
 */
export async function beginLogsAnew({ ledger, ticks, journal, clock, log }: RestoredParts): Promise<void> {
  const noted = await ledger.ticks()
  const reached = await reachedIn(ticks)
  if (reached >= noted) return
  // Seconds run ahead of what is counted one by one, and no two restores have the same.
  const fresh = Math.floor(clock.now().getTime() / 1000)
  await journal.heads.native.updateMany({}, [
    {
      $set: {
        logEpoch: { $max: [{ $add: ['$logEpoch', 1] }, fresh] },
        decisions: { $max: [{ $add: ['$decisions', 1] }, fresh] },
      },
    },
  ])
  // Last: a gateway that dies before it does all of it again.
  await ticks.model.updateOne({ _id: 'ticks' }, { $max: { n: noted } }, { upsert: true })
  log.warn({ noted, reached }, 'the data were restored from an older backup: every room is read afresh')
}
