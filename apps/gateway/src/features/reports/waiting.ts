import { isClosedOn, isWaiting, may } from '@morgenkreis/domain'
import { listWaiting, type FacilityId, type GroupId } from '@morgenkreis/protocol'
import { dayAt, instantOf } from '../../shell/calendar.ts'
import type { Ask } from '../../shell/commit/ask.ts'
import { facilityStream, plan } from '../../shell/plan.ts'
import { Refused } from '../../shell/refused.ts'
import { inFacility } from '../../shell/registry.ts'
import type { Roster } from '../../shell/roster/roster.ts'
import type { Shell } from '../../shell/shell.ts'
import { reportsOf, type Stores } from './both.ts'
import type { Report, Reported } from './store.ts'

const everyMs = 15_000

/** Where a report waits unseen: the head asks, and is told. Of both kinds alike, without child or kind. */
export function serveWaiting(shell: Shell, stores: Stores): void {
  /** For each group, the report that has waited longest, as it stands since it was changed last. */
  async function oldestIn(roster: Roster, now: Date): Promise<Map<GroupId, string>> {
    const day = dayAt(now)
    const closed = isClosedOn(roster.closings, day)
    const opening = new Map(roster.facility.groups.map(({ id, opensAt }) => [id, instantOf(day, opensAt)]))
    const groupOf = ({ content }: Report<Reported>) => roster.children.get(content.child)?.group
    const { ill, absent } = await reportsOf(roster, stores, 'unseen')
    const waits = (report: Report<Reported>) => {
      const { doc, content } = report
      const opensAt = opening.get(groupOf(report) as GroupId)
      const unread = { from: content.from, to: content.to, enteredAt: doc.changedAt, seenAt: doc.seenAt }
      return opensAt !== undefined && isWaiting(unread, { day, opensAt, closed }, now)
    }
    const oldest = new Map<GroupId, string>()
    for (const report of [...ill, ...absent].filter(waits).sort(byTime)) {
      const group = groupOf(report)
      if (group !== undefined && !oldest.has(group)) oldest.set(group, `${report.doc._id}:${report.doc.edition}`)
    }
    return oldest
  }

  shell.on(listWaiting, {
    where: ({ facility }) => inFacility(facility),
    async run({ roster, now }) {
      const waiting = await oldestIn(roster, now)
      return { groups: roster.facility.groups.map(({ id }) => id).filter((id) => waiting.has(id)) }
    },
  })

  // Accepted meanwhile: then there is nothing to be told of.
  shell.readers.register('report.missed', async (refs, roster) => {
    const waiting = await oldestIn(roster, shell.clock.now()).catch(noneIfOff)
    const { id: facility } = roster.facility
    const still = refs.filter((ref) => waiting.has(ref as GroupId))
    return new Map(still.map((ref) => [ref, { facility, group: ref as GroupId }]))
  })

  shell.job('reports that wait', () => tellHeads(shell, { stores, oldestIn }), everyMs)
}

const byTime = (one: Report<Reported>, other: Report<Reported>) =>
  one.doc.changedAt.getTime() - other.doc.changedAt.getTime() || (one.doc._id < other.doc._id ? -1 : 1)

interface Waits {
  readonly stores: Stores
  oldestIn(roster: Roster, now: Date): Promise<ReadonlyMap<GroupId, string>>
}

/** Tells the heads of each facility where a report waits by now. Run twice, or by two gateways at once, it tells each once. */
async function tellHeads(shell: Shell, { stores, oldestIn }: Waits): Promise<void> {
  const now = shell.clock.now()
  const unseen = await Promise.all([stores['sick-notes'], stores.absences].map((store) => store.unseenIn()))
  for (const facility of new Set(unseen.flat())) {
    const roster = await shell.rosters.get(facility)
    const waiting = roster && (await oldestIn(roster, now).catch(noneIfOff))
    for (const [group, report] of waiting ?? [])
      await shell.commit(telling(facility, group, report, { shell, oldestIn, now })).catch(passOver)
  }
}

/** Accepted meanwhile, or told by another gateway: then there is nothing left to do. What is out of reach comes again. */
function passOver(error: unknown): void {
  if (!(error instanceof Refused)) throw error
}

function noneIfOff(error: unknown): ReadonlyMap<GroupId, string> {
  passOver(error)
  return new Map()
}

function telling(
  facility: FacilityId,
  group: GroupId,
  report: string,
  { shell, oldestIn, now }: Pick<Waits, 'oldestIn'> & { shell: Shell; now: Date },
): Ask {
  // No caller's request looks like this one, and the journal takes it once: for each report as it stands, and each day on which it waits.
  const request = `waits:${dayAt(now)}:${report}`
  return {
    operation: 'report.waiting',
    // Nobody acts. Whose report it is stays out of it.
    actor: facility,
    request: { id: request, mac: shell.macs.inputMac('report.waiting', { group }) },
    now,
    async decide() {
      const roster = await shell.rosters.get(facility)
      if (roster === null || !(await oldestIn(roster, now)).has(group)) throw new Refused('gone')
      const where = { facility, groups: [group] }
      const members = [...roster.members.values()]
        .filter((who) => may(who, 'report.waiting', where))
        .map(({ id }) => id)
      const told = plan(null).tell('report.missed', where, { ref: group, v: 1, data: { facility, group }, members })
      return { stream: facilityStream(facility), decisions: roster.decisions, plan: told }
    },
    again: () => Promise.resolve(null),
  }
}
