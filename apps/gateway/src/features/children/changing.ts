import { familiesOfGroup, guardiansOf, may, partingOf } from '@morgenkreis/domain'
import { changeChild, type Child, type ChildId } from '@morgenkreis/protocol'
import { plan } from '../../shell/plan.ts'
import { orNotFound, Refused } from '../../shell/refused.ts'
import { place } from '../../shell/registry.ts'
import { endings } from '../../shell/roster/endings.ts'
import { toSeal } from '../../shell/seal.ts'
import type { Shell } from '../../shell/shell.ts'
import { childrenOf } from './list.ts'
import { tying, untying } from './ties.ts'

/** An admin corrects what is known of a child: how it is called, its sign, its guardians, and which of them live apart. */
export function serveChanges(shell: Shell): void {
  const { children: store } = shell.roster

  shell.on(changeChild, {
    where: ({ child }) => place('child', child),
    async run({ roster, now }, { child: id, v, sign, name, guardians }, where) {
      const doc = orNotFound(await store.model.findById(id).lean())
      if (doc.leftAt !== undefined) throw new Refused('gone')
      const before = orNotFound((await childrenOf(roster, shell)).find((one) => one.id === id))
      if (before.v !== v) throw new Refused('changed-meanwhile')
      const { facility, group } = doc
      const members = [...roster.members.values()]
      const linked = guardiansOf(id, members)
      const stays = new Set(guardians.map(({ membership }) => membership))
      const comes = guardians.some(({ membership }) => !linked.includes(membership))
      const parting = linked.filter((guardian) => !stays.has(guardian))
      const { untied, ended } = partingOf(id, parting, members)
      const set = {
        ...(sign !== before.sign && { sign }),
        ...(name !== before.name && { name: toSeal({ kind: 'child', facility, child: id }, name) }),
      }
      const child: Child = { id, name, group, sign, guardians, v: v + 1 }
      // Who its guardians are concerns themselves and staff who count on the child; nobody is told of whom it was said.
      const concerned = members.filter((who) => may(who, 'presence.list', where)).map((who) => who.id)
      const told = [...new Set([...concerned, ...linked, ...stays])]
      return plan(child)
        .store({ kind: 'update', collection: store.native, facility, id, v, set })
        .store(...(await tying(guardians, id, { roster, store: shell.roster, since: now })))
        .store(...(await untying(untied, id, shell.roster)), ...(await endings(ended, shell.roster, now)))
        .tell('child.changed', where, { ref: id, v: child.v, data: { child: id, v: child.v }, members: told })
        .decides('everywhere', comes ? [familiesOfGroup(group)] : [])
    },
    async again({ roster }, ref) {
      const changed = (await childrenOf(roster, shell)).find(({ id }) => id === ref)
      if (changed === undefined) throw new Refused('gone')
      return changed
    },
  })

  shell.readers.register('child.changed', async (refs) => {
    const here = await store.model
      .find({ _id: { $in: refs as ChildId[] }, leftAt: null })
      .select('v')
      .lean()
    return new Map(here.map(({ _id, v }) => [_id, { child: _id, v }]))
  })
}
