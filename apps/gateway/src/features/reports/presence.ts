import { isOn, isWithinSight } from '@morgenkreis/domain'
import { listPresence, type Away, type ChildId, type GroupId } from '@morgenkreis/protocol'
import { dayAt } from '../../shell/calendar.ts'
import { Refused } from '../../shell/refused.ts'
import { inFacility } from '../../shell/registry.ts'
import { namesOfChildren } from '../../shell/roster/children-names.ts'
import type { Shell } from '../../shell/shell.ts'
import { reportsOf, type Stores } from './both.ts'
import type { Reported } from './store.ts'

/** Who is here today: from both kinds of reports, which are not to be told apart here. */
export function servePresence(shell: Shell, stores: Stores): void {
  shell.on(listPresence, {
    where: ({ facility }) => inFacility(facility),
    async run({ actor, roster, now }, asked) {
      const today = dayAt(now)
      const { day = today } = asked
      if (!isWithinSight(day, today)) throw new Refused('dates-impossible')
      const [{ ill, absent }, names] = await Promise.all([reportsOf(roster, stores), namesOfChildren(roster, shell)])
      const away = awayOn(day, [
        ...ill.map(({ content }) => said(content, withoutReason)),
        ...absent.map(({ content }) => said(content, content)),
      ])
      const own = roster.facility.groups.filter(({ id }) => actor.groups === 'all' || actor.groups.includes(id))
      const inGroup = (group: GroupId) =>
        [...roster.children]
          .filter(([, child]) => child.group === group)
          .map(([id, { sign }]) => ({ id, name: names.get(id) ?? '', sign, away: away.get(id) ?? [] }))
          .sort((one, other) => one.name.localeCompare(other.name, 'de') || one.id.localeCompare(other.id))
      const groups = own.map(({ id: group }) => ({ group, children: inGroup(group) }))
      return { day, accepts: actor.rights.includes('health'), groups }
    },
  })
}

interface Said extends Away {
  readonly child: ChildId
}

/** Made in one place: even the order of the fields would tell an illness from an absence. */
const said = ({ child, from, to }: Reported, why: Pick<Away, 'reason' | 'note'>): Said => ({
  child,
  from,
  to,
  reason: why.reason,
  note: why.note,
})
/** An illness as those read it who may not know of it (decision 6). */
const withoutReason = { reason: null, note: null }

/** What says of each child that it is away on this day, in an order that tells nothing of where it comes from. */
function awayOn(day: string, all: readonly Said[]): Map<ChildId, Away[]> {
  const away = new Map<ChildId, Away[]>()
  const order = ({ from, to, reason, note }: Away) => [from, to, reason ?? '', note ?? ''].join('\n')
  for (const { child, ...one } of all) if (isOn(one, day)) away.set(child, [...(away.get(child) ?? []), one])
  for (const list of away.values()) list.sort((one, other) => (order(one) < order(other) ? -1 : 1))
  return away
}
