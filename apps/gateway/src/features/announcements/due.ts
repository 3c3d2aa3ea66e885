import { holding } from '@morgenkreis/domain'
import type { AnnouncementId, FacilityId } from '@morgenkreis/protocol'
import type { Ask, Decided } from '../../shell/commit/ask.ts'
import { facilityStream, plan, type Plan } from '../../shell/plan.ts'
import { orNotFound, Refused } from '../../shell/refused.ts'
import type { Roster } from '../../shell/roster/roster.ts'
import type { Shell } from '../../shell/shell.ts'
import { cancellers } from './cancellers.ts'
import { waitingAt, type AnnouncementDoc, type AnnouncementStore } from './store.ts'

const most = 100

/** Publishes what is due. Run twice, or by two gateways at once, it still publishes each of them once. */
export async function publishDue(shell: Shell, store: AnnouncementStore): Promise<void> {
  const now = shell.clock.now()
  const due = await store.model
    .find({ ...waitingAt(now), due: { $lte: now }, held: null })
    .sort({ due: 1 })
    .limit(most)
    .select('facility author')
    .lean()
  await Promise.all(due.map((doc) => shell.commit(asking(doc, now, { shell, store })).catch(passOver)))
}

/** Cancelled meanwhile, or published by another gateway: then there is nothing left to do. What is out of reach comes again. */
function passOver(error: unknown): void {
  if (!(error instanceof Refused)) throw error
}

interface Parts {
  readonly shell: Shell
  readonly store: AnnouncementStore
}

function asking({ _id: id, facility, author }: Due, now: Date, parts: Parts): Ask {
  // No caller's request looks like this one, and the journal takes it once.
  const request = `due:${id}`
  return {
    operation: 'announcement.publish',
    actor: author,
    request: { id: request, mac: parts.shell.macs.inputMac('announcement.publish', { announcement: id }) },
    now,
    decide: () => decide(id, facility, { ...parts, now }),
    again: () => Promise.resolve(null),
  }
}

type Due = Pick<AnnouncementDoc, '_id' | 'facility' | 'author'>

async function decide(
  id: AnnouncementId,
  facility: FacilityId,
  { shell, store, now }: Parts & { now: Date },
): Promise<Decided> {
  // The roster first: whatever is decided after it was read finds other decisions than these.
  const roster = orNotFound(await shell.rosters.get(facility))
  const doc = orNotFound(await store.model.findOne({ _id: id, ...waitingAt(now), held: null }).lean())
  const { groups, author } = doc
  const held = holding(roster.members.get(author), { facility, groups }, { modules: roster.facility.modules, now })
  const decided = held === null ? publish(doc, roster, { store, now }) : hold(doc, roster, { store, held })
  return { stream: facilityStream(facility), decisions: roster.decisions, plan: await decided }
}

async function publish(
  doc: AnnouncementDoc,
  roster: Roster,
  { store, now }: { store: AnnouncementStore; now: Date },
): Promise<Plan<null>> {
  const { _id: id, facility, groups, v } = doc
  const [data] = await store.shown([{ ...doc, at: now, v: v + 1 }], roster)
  if (data === undefined || 'gone' in data) throw new Refused('gone')
  return plan(null)
    .store({ kind: 'update', collection: store.native, facility, id, v, set: { due: null, at: now } })
    .tell('announcement.published', { facility, groups }, { ref: id, v: data.v, data })
}

/** It stays where it waited, with the reason, for whoever may cancel it. */
function hold(
  { _id: id, facility, groups, author, v }: AnnouncementDoc,
  roster: Roster,
  { store, held }: { store: AnnouncementStore; held: AnnouncementDoc['held'] },
): Plan<null> {
  const data = { announcement: id, facility, v: v + 1 }
  const members = cancellers(roster, { facility, groups, author })
  return plan(null)
    .store({ kind: 'update', collection: store.native, facility, id, v, set: { held } })
    .tell('announcement.scheduled', { facility, groups }, { ref: id, v: data.v, data, members })
}
