import { describeFacility, type Described, type FacilityId } from '@morgenkreis/protocol'
import { plan } from '../../shell/plan.ts'
import { orNotFound } from '../../shell/refused.ts'
import { inFacility } from '../../shell/registry.ts'
import { contactIn, contactToSeal } from '../../shell/roster/contact.ts'
import type { Shell } from '../../shell/shell.ts'

/** How one reaches the facility (K-25): every page that names its phone hears of a new one. */
export function serveContact(shell: Shell): void {
  const store = shell.roster.facilities

  shell.on(describeFacility, {
    where: ({ facility }) => inFacility(facility),
    async run(_context, { facility, ...contact }, where) {
      const { v: before } = orNotFound(await store.model.findById(facility).select('v').lean())
      const data = { facility, ...contact, v: before + 1 }
      const set = { contact: contactToSeal(facility, contact) }
      return plan(data)
        .store({ kind: 'update', collection: store.native, facility, id: facility, v: before, set })
        .tell('facility.described', where, { ref: facility, v: data.v, data })
        .decides('everywhere')
    },
    again: (_context, ref) => current(ref),
  })

  async function current(id: string): Promise<Described> {
    const doc = orNotFound(await store.model.findById(id as FacilityId).lean())
    return { facility: doc._id, ...(await contactIn(doc, shell.sealer)), v: doc.v }
  }
  shell.readers.register('facility.described', async (refs) => {
    const now = await Promise.all(refs.map(current))
    return new Map(now.map((one) => [one.facility, one]))
  })
}
