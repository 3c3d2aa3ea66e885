import { daysOf } from '@morgenkreis/domain'
import type { FacilityId } from '@morgenkreis/protocol'
import type { JournalStore } from '../journal/store.ts'
import { facilityStream } from '../plan.ts'
import type { RosterStore } from '../roster/store.ts'
import type { Perishables, Perishing } from './perishing.ts'

const dayMs = 24 * 60 * 60 * 1000

export interface ShortenParts {
  readonly roster: RosterStore
  readonly journal: JournalStore
  readonly perishables: Perishables
}

/** The end that a period of so many days gives to a row. */
export const endBy = ({ since = 'at' }: Pick<Perishing, 'since'>, days: number) => ({
  $add: [`$${since}`, days * dayMs],
})

/** What was stored before anybody noted when its period begins keeps the end that it has. */
const begun = ({ since = 'at' }: Perishing) => ({ [since]: { $type: 'date' } })

/** What is kept longer than a period allows: it was written when another one held. */
export const tooLong = (perishing: Perishing, facility: FacilityId, days: number) => ({
  ...perishing.only,
  facility,
  heldUntil: null,
  ...begun(perishing),
  $expr: { $gt: ['$expiresAt', endBy(perishing, days)] },
})

/** Gives what is stored the earlier end that shorter periods demand (K-76). A longer period counts for what is written from then on. */
export async function shortenPeriods({ roster, journal, perishables }: ShortenParts): Promise<void> {
  const facilities = await roster.facilities.model.find({ shortened: true }).lean()
  for (const { _id, v, periods = {} } of facilities) {
    for (const perishing of perishables.kinds.values()) {
      const { module } = perishing
      if (module !== null) await shorten(perishing, _id, daysOf(periods, module))
    }
    // Whoever remembers until when something is kept looks again.
    await journal.heads.native.updateOne({ _id: facilityStream(_id) }, { $inc: { decisions: 1 } })
    await roster.facilities.native.updateOne({ _id, v }, { $unset: { shortened: true } })
  }
}

async function shorten(perishing: Perishing, facility: FacilityId, days: number): Promise<void> {
  const { collection, only = {} } = perishing
  const until = endBy(perishing, days)
  await collection.updateMany(tooLong(perishing, facility, days), [{ $set: { expiresAt: until } }])
  // What a law keeps longer has its own end after that (K-05).
  const held = { ...only, ...begun(perishing), facility, heldUntil: { $ne: null }, $expr: { $gt: ['$endsAt', until] } }
  await collection.updateMany(held, [{ $set: { endsAt: until } }])
}
