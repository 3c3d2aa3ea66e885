import { usualOpening } from '@morgenkreis/domain'
import { describeGroup, type FacilityId } from '@morgenkreis/protocol'
import { plan } from '../../shell/plan.ts'
import { orNotFound } from '../../shell/refused.ts'
import { inFacility } from '../../shell/registry.ts'
import type { Shell } from '../../shell/shell.ts'

/** When each group opens. */
export function serveGroups(shell: Shell): void {
  const { model, native: collection } = shell.roster.facilities

  shell.on(describeGroup, {
    where: ({ facility, group }) => inFacility(facility, [group]),
    async run(_context, { facility, group, opensAt }, where) {
      const doc = orNotFound(await model.findById(facility).lean())
      const data = { facility, group, opensAt, v: doc.v + 1 }
      const groups = doc.groups.map((one) => (one.id === group ? { ...one, opensAt } : one))
      return plan(data)
        .store({ kind: 'update', collection, facility, id: facility, v: doc.v, set: { groups } })
        .tell('group.described', { ...where, groups: 'all' }, { ref: group, v: data.v, data })
        .decides('everywhere')
    },
    async again({ roster }, ref) {
      return orNotFound((await described([ref], roster.facility.id)).get(ref))
    },
  })

  async function described(refs: readonly string[], id: FacilityId) {
    const doc = orNotFound(await model.findById(id).lean())
    const known = doc.groups.filter(({ id: group }) => refs.includes(group))
    return new Map<string, { facility: FacilityId; group: (typeof known)[number]['id']; opensAt: string; v: number }>(
      known.map(({ id: group, opensAt = usualOpening }) => [group, { facility: id, group, opensAt, v: doc.v }]),
    )
  }
  shell.readers.register('group.described', (refs, roster) => described(refs, roster.facility.id))
}
