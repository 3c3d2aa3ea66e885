import { familiesOfGroup, leavingOf, may, type FacilityPlace } from '@morgenkreis/domain'
import { joinChild, leaveChild, listChildren, type Child, type ChildId } from '@morgenkreis/protocol'
import { plan } from '../../shell/plan.ts'
import { orNotFound, Refused } from '../../shell/refused.ts'
import { inFacility, place } from '../../shell/registry.ts'
import { endings } from '../../shell/roster/endings.ts'
import { adminsOf, type Roster } from '../../shell/roster/roster.ts'
import { toSeal } from '../../shell/seal.ts'
import type { Feature } from '../../shell/shell.ts'
import { serveChanges } from './changing.ts'
import { childrenOf } from './list.ts'
import { tying, untying } from './ties.ts'

/** The children of a facility: an admin lets them join and leave, and corrects what is known of them. */
export const children: Feature = (shell) => {
  const store = shell.roster.children

  shell.place('child', {
    see: 'child.list',
    modules: [],
    lasting: false,
    async find(id) {
      const found = await store.model
        .findById(id as ChildId)
        .select('facility group')
        .lean()
      return found && { facility: found.facility, groups: [found.group], children: [found._id] }
    },
  })

  shell.on(listChildren, {
    where: ({ facility }) => inFacility(facility),
    run: async ({ roster }) => ({ children: await childrenOf(roster, shell) }),
  })

  shell.on(joinChild, {
    where: ({ facility, group }) => inFacility(facility, [group]),
    async run({ id, roster }, { facility, group, sign, name, guardians }, where) {
      const child: Child = { id: id as ChildId, name, group, sign, guardians, v: 1 }
      const sealed = toSeal({ kind: 'child', facility, child: child.id }, name)
      const doc = { _id: child.id, facility, group, sign, name: sealed, v: 1 }
      return plan(child)
        .store({ kind: 'insert', collection: store.native, facility, doc, unique: {} })
        .store(...(await tying(guardians, child.id, { roster, store: shell.roster, since: null })))
        .tell('child.joined', where, { ref: child.id, v: 1, data: child, members: adminsOf(roster) })
        .decides('everywhere', guardians.length > 0 ? [familiesOfGroup(group)] : [])
    },
    async again({ roster }, ref) {
      const joined = (await childrenOf(roster, shell)).find(({ id }) => id === ref)
      if (joined === undefined) throw new Refused('gone')
      return joined
    },
  })

  shell.on(leaveChild, {
    where: ({ child }) => place('child', child),
    async run({ roster, now }, { child }, where) {
      const doc = orNotFound(await store.model.findById(child).lean())
      if (doc.leftAt !== undefined) throw new Refused('gone')
      const { facility } = doc
      const data = { child, v: doc.v + 1 }
      const { untied, ended } = leavingOf(child, [...roster.members.values()])
      const set = { leftAt: now }
      return plan(data)
        .store({ kind: 'update', collection: store.native, facility, id: child, v: doc.v, set })
        .store(...(await untying(untied, child, shell.roster)), ...(await endings(ended, shell.roster, now)))
        .store(...(await shell.leavingOf(child, roster, now)))
        .tell('child.left', where, { ref: child, v: data.v, data, members: staffOf(where, roster) })
        .decides('everywhere')
    },
    async again(_context, ref) {
      const doc = orNotFound(await store.model.findById(ref as ChildId).lean())
      return { child: doc._id, v: doc.v }
    },
  })

  serveChanges(shell)

  shell.readers.register('child.joined', async (refs, roster) => {
    const here = await childrenOf(roster, shell)
    return new Map(here.flatMap((child) => (refs.includes(child.id) ? [[child.id, child]] : [])))
  })
  shell.readers.register('child.left', async (refs) => {
    const left = await store.model
      .find({ _id: { $in: refs as ChildId[] }, leftAt: { $ne: null } })
      .select('v')
      .lean()
    return new Map(left.map(({ _id, v }) => [_id, { child: _id, v }]))
  })

  return []
}

/** Who counts on that child being here every day. */
const staffOf = (where: FacilityPlace, roster: Roster) =>
  [...roster.members.values()].filter((who) => may(who, 'presence.list', where)).map(({ id }) => id)
