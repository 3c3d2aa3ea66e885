import { isStaff, may, mutedUntil, type FacilityPlace, type Membership } from '@morgenkreis/domain'
import { muteMember, unmuteMember, type MembershipId } from '@morgenkreis/protocol'
import { plan } from '../../shell/plan.ts'
import { orNotFound, orRefuse, Refused } from '../../shell/refused.ts'
import { place, type FacilityContext } from '../../shell/registry.ts'
import { adminsOf } from '../../shell/roster/roster.ts'
import type { Shell } from '../../shell/shell.ts'

/** Those who moderate one of a member's groups mute it; who has none is everybody's. */
export const whereMuted = ({ facility, groups }: Membership): FacilityPlace => ({
  facility,
  groups: groups.length === 0 ? 'all' : groups,
})

/** Families and the council fall silent for a time; staff is the head's concern. */
export function serveMuting(shell: Shell): void {
  const { model, native: collection } = shell.roster.memberships

  shell.place('muted-member', {
    see: 'member.mute',
    modules: [],
    lasting: false,
    find(id, roster) {
      const who = roster.members.get(id as MembershipId)
      return who === undefined ? null : whereMuted(who)
    },
  })

  /** A person is muted as one, under every hat of a family or the council here: one of them holds until when. */
  async function silencing({ roster }: FacilityContext, named: MembershipId, until: Date | null, where: FacilityPlace) {
    const doc = orNotFound(await model.findById(named).lean())
    if (isStaff(doc.role)) throw new Refused('forbidden')
    const { facility, person } = doc
    const hats = (await model.find({ facility, person, endedAt: null }).lean()).filter(({ role }) => !isStaff(role))
    const { _id: id, v } = hats.find(({ mutedUntil: held }) => held) ?? doc
    const data = { membership: id, until: until?.toISOString() ?? null, v: v + 1 }
    const moderators = [...roster.members.values()].filter((who) => may(who, 'member.mute', where))
    const members = [...adminsOf(roster), ...moderators.map((who) => who.id), ...hats.map(({ _id }) => _id)]
    return plan(data)
      .store({ kind: 'update', collection, facility, id, v, set: { mutedUntil: until } })
      .tell('member.muted', where, { ref: id, v: data.v, data, members: [...new Set(members)] })
      .decides('everywhere')
  }

  const now = async (refs: readonly string[]) => {
    const docs = await model.find({ _id: { $in: refs as MembershipId[] }, endedAt: null }).lean()
    return new Map(
      docs.map(({ _id, mutedUntil: until, v }) => [
        _id as string,
        { membership: _id, until: until?.toISOString() ?? null, v },
      ]),
    )
  }
  const again = async (_context: FacilityContext, ref: string) => orNotFound((await now([ref])).get(ref))

  shell.on(muteMember, {
    where: ({ membership }) => place('muted-member', membership),
    run: (context, { membership, until }, where) =>
      silencing(context, membership, orRefuse(mutedUntil(until, context.now)), where),
    again,
  })

  shell.on(unmuteMember, {
    where: ({ membership }) => place('muted-member', membership),
    run: (context, { membership }, where) => silencing(context, membership, null, where),
    again,
  })

  shell.readers.register('member.muted', (refs) => now(refs))
}
