import { quietIn, type QuietSetting } from '@morgenkreis/domain'
import { QuietFor, readQuietHours, setQuietHours, type FacilityId, type FacilityQuiet } from '@morgenkreis/protocol'
import { plan } from '../../shell/plan.ts'
import { orNotFound } from '../../shell/refused.ts'
import { inFacility } from '../../shell/registry.ts'
import { adminsOf } from '../../shell/roster/roster.ts'
import type { Feature } from '../../shell/shell.ts'

/** When nothing rings in a facility: for everybody, and for each role (N5). */
export const quietHours: Feature = (shell) => {
  const store = shell.roster.facilities

  shell.on(readQuietHours, {
    where: ({ facility }) => inFacility(facility),
    run: (_context, { facility }) => current(facility),
  })

  shell.on(setQuietHours, {
    where: ({ facility }) => inFacility(facility),
    async run({ roster }, { facility, of, hours }, where) {
      const doc = orNotFound(await store.model.findById(facility).lean())
      const quiet = { ...doc.quiet, [of]: hours }
      const data = shown(facility, quiet, doc.v + 1)
      return plan(data)
        .store({ kind: 'update', collection: store.native, facility, id: facility, v: doc.v, set: { quiet } })
        .tell('quiet-hours.changed', where, { ref: facility, v: data.v, data, members: adminsOf(roster) })
        .decides('everywhere')
    },
    again: (_context, ref) => current(ref),
  })

  async function current(id: string): Promise<FacilityQuiet> {
    const { _id, quiet = {}, v } = orNotFound(await store.model.findById(id as FacilityId).lean())
    return shown(_id, quiet, v)
  }
  shell.readers.register('quiet-hours.changed', async (refs) => {
    const now = await Promise.all(refs.map(current))
    return new Map(now.map((one) => [one.facility, one]))
  })

  return []
}

const shown = (facility: FacilityId, quiet: QuietSetting, v: number): FacilityQuiet => ({
  facility,
  hours: QuietFor.options.map((of) => ({ of, hours: quietIn(quiet, of) })),
  v,
})
