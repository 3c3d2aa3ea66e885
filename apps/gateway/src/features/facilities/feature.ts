import { listMembers, readFacility, removeMembership, type MembershipId } from '@morgenkreis/protocol'
import { inFacility, place } from '../../shell/registry.ts'
import { plan } from '../../shell/plan.ts'
import { orNotFound, Refused } from '../../shell/refused.ts'
import type { Roster } from '../../shell/roster/roster.ts'
import type { Feature } from '../../shell/shell.ts'
import { membersOf } from './members.ts'

/** The facility, who is in it, and how an admin ends a membership. */
export const facilities: Feature = (shell) => {
  shell.place('membership', {
    see: 'membership.list',
    modules: [],
    lasting: false,
    async find(id) {
      const found = await shell.roster.memberships.model.findById(id).select('facility').lean()
      return found && { facility: found.facility, groups: 'all' }
    },
  })

  shell.on(readFacility, {
    where: ({ facility }) => inFacility(facility),
    run: ({ roster }) => roster.facility,
  })

  shell.on(listMembers, {
    where: ({ facility }) => inFacility(facility),
    run: async ({ roster }) => ({ members: await membersOf(roster, shell) }),
  })

  shell.on(removeMembership, {
    where: ({ membership }) => place('membership', membership),
    async run({ roster, now }, { membership }, where) {
      const doc = orNotFound(await shell.roster.memberships.model.findById(membership).lean())
      if (doc.endedAt !== null) throw new Refused('gone')
      if (isLastAdmin(roster, membership)) throw new Refused('last-admin')
      const v = doc.v + 1
      return plan({ membership, v })
        .store({
          kind: 'update',
          collection: shell.roster.memberships.native,
          facility: roster.facility.id,
          id: membership,
          v: doc.v,
          set: { endedAt: now },
        })
        .tell('membership.removed', where, { ref: membership, v, data: { membership, v }, members: adminsOf(roster) })
        .decides('everywhere')
    },
    async again(_context, ref) {
      const doc = orNotFound(await shell.roster.memberships.model.findById(ref).lean())
      return { membership: doc._id, v: doc.v }
    },
  })

  shell.readers.register('membership.removed', async (refs) => {
    const docs = await shell.roster.memberships.model
      .find({ _id: { $in: refs as MembershipId[] }, endedAt: { $ne: null } })
      .select('v')
      .lean()
    return new Map(docs.map(({ _id, v }) => [_id, { membership: _id, v }]))
  })

  return []
}

const adminsOf = (roster: Roster): MembershipId[] =>
  [...roster.members.values()].filter(({ role }) => role === 'admin').map(({ id }) => id)

/** K-30: the last one cannot leave without a successor. */
const isLastAdmin = (roster: Roster, id: MembershipId) => {
  const admins = adminsOf(roster)
  return admins.length === 1 && admins[0] === id
}
