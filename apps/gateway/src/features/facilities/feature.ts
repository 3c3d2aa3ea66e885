import { endingWith, isStaff } from '@morgenkreis/domain'
import {
  grantRights,
  listMembers,
  readFacility,
  removeMembership,
  switchModule,
  type FacilityId,
  type MembershipId,
} from '@morgenkreis/protocol'
import { inFacility, place } from '../../shell/registry.ts'
import { plan } from '../../shell/plan.ts'
import { orNotFound, Refused } from '../../shell/refused.ts'
import { endings } from '../../shell/roster/endings.ts'
import { adminsOf, type Roster } from '../../shell/roster/roster.ts'
import type { Feature } from '../../shell/shell.ts'
import { serveContact } from './contact.ts'
import { serveGroups } from './groups.ts'
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
      const who = roster.members.get(membership)
      const ending = await endings(
        who === undefined ? [membership] : endingWith(who, [...roster.members.values()]),
        shell.roster,
        now,
      )
      const told = { ref: membership, v, data: { membership, v }, members: adminsOf(roster) }
      return plan({ membership, v })
        .store(...ending)
        .tell('membership.removed', where, told)
        .decides('everywhere')
    },
    async again(_context, ref) {
      const doc = orNotFound(await shell.roster.memberships.model.findById(ref).lean())
      return { membership: doc._id, v: doc.v }
    },
  })

  shell.on(grantRights, {
    where: ({ membership }) => place('membership', membership),
    async run({ roster }, { membership, rights, v: shown }, where) {
      const doc = orNotFound(await shell.roster.memberships.model.findById(membership).lean())
      if (doc.endedAt !== null) throw new Refused('gone')
      if (!isStaff(doc.role)) throw new Refused('staff-only')
      if (doc.v !== shown) throw new Refused('changed-meanwhile')
      const { facility } = doc
      const v = doc.v + 1
      const data = { membership, rights, v }
      const members = [...new Set([...adminsOf(roster), membership])]
      const collection = shell.roster.memberships.native
      return plan(data)
        .store({ kind: 'update', collection, facility, id: membership, v: doc.v, set: { rights } })
        .tell('membership.granted', where, { ref: membership, v, data, members })
        .decides('everywhere')
    },
    async again(_context, ref) {
      const { _id, rights, v } = orNotFound(await shell.roster.memberships.model.findById(ref).lean())
      return { membership: _id, rights, v }
    },
  })

  serveContact(shell)
  serveGroups(shell)

  const switched = async (id: string) => {
    const doc = orNotFound(await shell.roster.facilities.model.findById(id as FacilityId).lean())
    return { facility: doc._id, modules: doc.modules, v: doc.v }
  }

  shell.on(switchModule, {
    where: ({ facility }) => inFacility(facility),
    async run(_context, { facility, module, on }, where) {
      const before = await switched(facility)
      const others = before.modules.filter((one) => one !== module)
      const data = { facility, modules: on ? [...others, module] : others, v: before.v + 1 }
      const collection = shell.roster.facilities.native
      const set = { modules: data.modules }
      return plan(data)
        .store({ kind: 'update', collection, facility, id: facility, v: before.v, set })
        .tell('module.switched', where, { ref: facility, v: data.v, data })
        .decides('everywhere')
    },
    again: (_context, ref) => switched(ref),
  })

  shell.readers.register('membership.removed', async (refs) => {
    const docs = await shell.roster.memberships.model
      .find({ _id: { $in: refs as MembershipId[] }, endedAt: { $ne: null } })
      .select('v')
      .lean()
    return new Map(docs.map(({ _id, v }) => [_id, { membership: _id, v }]))
  })

  shell.readers.register('membership.granted', async (refs) => {
    const docs = await shell.roster.memberships.model
      .find({ _id: { $in: refs as MembershipId[] }, endedAt: null })
      .select('rights v')
      .lean()
    return new Map(docs.map(({ _id, rights, v }) => [_id, { membership: _id, rights, v }]))
  })
  shell.readers.register('module.switched', async (refs) => {
    const now = await Promise.all(refs.map(switched))
    return new Map(now.map((one) => [one.facility, one]))
  })

  return []
}

/** K-30: the last one cannot leave without a successor. */
const isLastAdmin = (roster: Roster, id: MembershipId) => {
  const admins = adminsOf(roster)
  return admins.length === 1 && admins[0] === id
}
