import { daysOf, type Periods } from '@morgenkreis/domain'
import {
  Kept,
  previewRetention,
  readRetention,
  setRetention,
  type FacilityId,
  type Retention,
} from '@morgenkreis/protocol'
import { plan } from '../../shell/plan.ts'
import { tooLong } from '../../shell/purge/shorten.ts'
import { orNotFound } from '../../shell/refused.ts'
import { inFacility } from '../../shell/registry.ts'
import { adminsOf } from '../../shell/roster/roster.ts'
import type { Feature, Shell } from '../../shell/shell.ts'
import { serveHolds } from './holds.ts'
import { countable, heldIn, previewOf, type Preview } from './preview.ts'
import { openHolds } from './store.ts'

/** For how long a facility keeps what is written in it (K-76). */
export const retention: Feature = (shell) => {
  const store = shell.roster.facilities
  const holds = openHolds(shell.database)
  serveHolds(shell, holds)

  shell.on(readRetention, {
    where: ({ facility }) => inFacility(facility),
    async run({ actor }, { facility }) {
      const { periods = {}, v, shortened } = orNotFound(await store.model.findById(facility).lean())
      const left = shortened === true ? await leftToShorten({ facility, periods, actor }, shell) : 0
      return { ...shown(facility, periods, v), left }
    },
  })

  shell.on(setRetention, {
    where: ({ facility }) => inFacility(facility),
    async run({ roster }, { facility, kept, days }, where) {
      const doc = orNotFound(await store.model.findById(facility).lean())
      const before = doc.periods ?? {}
      const periods = { ...before, [kept]: days }
      const shortened = doc.shortened === true || days < daysOf(before, kept)
      const data = shown(facility, periods, doc.v + 1)
      const set = { periods, shortened }
      return plan(data)
        .store({ kind: 'update', collection: store.native, facility, id: facility, v: doc.v, set })
        .tell('retention.changed', where, { ref: facility, v: data.v, data, members: adminsOf(roster) })
        .decides('everywhere')
    },
    again: (_context, ref) => current(ref),
  })

  shell.on(previewRetention, {
    where: ({ facility }) => inFacility(facility),
    async run({ actor, roster, now }, { facility, proposed }) {
      const periods = proposed === undefined ? roster.periods : { ...roster.periods, [proposed.kept]: proposed.days }
      return {
        goes: await previewOf(shell.perishables, { facility, actor, periods, now }),
        held: await heldIn(shell.holdables, facility, actor),
      }
    },
  })

  async function current(id: string): Promise<Retention> {
    const { _id, periods = {}, v } = orNotFound(await store.model.findById(id as FacilityId).lean())
    return shown(_id, periods, v)
  }
  shell.readers.register('retention.changed', async (refs) => {
    const now = await Promise.all(refs.map(current))
    return new Map(now.map((one) => [one.facility, one]))
  })

  return [holds]
}

const shown = (facility: FacilityId, periods: Periods, v: number): Retention => ({
  facility,
  periods: Kept.options.map((kept) => ({ kept, days: daysOf(periods, kept) })),
  v,
})

async function leftToShorten(
  { facility, periods, actor }: Omit<Preview, 'now'>,
  { perishables }: Shell,
): Promise<number> {
  const counts = countable(perishables, actor).map((kind) =>
    kind.collection.countDocuments(tooLong(kind, facility, daysOf(periods, kind.module))),
  )
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0)
}
