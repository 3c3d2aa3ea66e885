import { leftoversUntil, trashedSince } from '@morgenkreis/domain'
import type { ChildId, FacilityId, PersonId } from '@morgenkreis/protocol'
import type { LeafRef } from '../key-ref.ts'
import { facilityStream } from '../plan.ts'
import type { JournalStore } from '../journal/store.ts'
import type { RosterStore } from '../roster/store.ts'
import { erase, type EraseParts } from './erase.ts'
import type { Perishables } from './perishing.ts'

export interface LeftoverParts extends EraseParts {
  readonly roster: RosterStore
  readonly journal: JournalStore
  readonly perishables: Perishables
}

/** What is left of children and members who are gone; answers how many rows went. */
export async function purgeLeftovers(parts: LeftoverParts): Promise<number> {
  return (await purgeChildren(parts)) + (await purgeLabels(parts)) + (await purgeNames(parts))
}

/**
 * A child that left lies seven days in the trash (K-82); its labels, key and name go together. Below its key hang those of what
 * was reported of it: while a law forbids to delete some of that, key and name stay (K-05).
 */
async function purgeChildren(parts: LeftoverParts): Promise<number> {
  const { children, labels } = parts.roster
  const { perishables } = parts
  const left = await children.native.find({ leftAt: { $lte: trashedSince(parts.now()) } }).toArray()
  const called = await labels.native.find({ child: { $in: left.map(({ _id }) => _id) } }).toArray()
  const locked = await Promise.all(left.map(({ _id }) => perishables.holdOf(_id as ChildId)))
  const over = left.filter((_child, index) => locked[index] !== true)
  const keyOf = (row: { _id: string; facility?: FacilityId }) =>
    ({ kind: 'child', facility: row.facility, child: row._id }) as LeafRef
  return (
    (await erase({ collection: labels.native, rows: called, rule: 'hangs-on' }, parts)) +
    (await erase({ collection: children.native, rows: over, rule: 'left', keyOf }, parts))
  )
}

/** What somebody called a child goes seven days after that membership ended. */
async function purgeLabels(parts: LeftoverParts): Promise<number> {
  const { memberships, labels } = parts.roster
  const named = await labels.model.distinct('membership')
  const ended = { _id: { $in: named }, endedAt: { $ne: null, $lte: trashedSince(parts.now()) } }
  const over = (await memberships.model.find(ended).select('_id').lean()).map(({ _id }) => _id)
  const rows = await labels.native.find({ membership: { $in: over } }).toArray()
  return erase({ collection: labels.native, rows, rule: 'left' }, parts)
}

/** Who is no member any more has a name here for six months: then the texts are those of a former member (V-55, K-79). */
async function purgeNames(parts: LeftoverParts): Promise<number> {
  const { memberships, profiles } = parts.roster
  const gone = await memberships.model.aggregate<{ _id: { facility: FacilityId; person: PersonId }; until: Date }>([
    { $group: { _id: { facility: '$facility', person: '$person' }, ended: { $push: '$endedAt' } } },
    { $match: { ended: { $not: { $elemMatch: { $eq: null } } } } },
    { $project: { until: { $max: '$ended' } } },
  ])
  const over = gone.filter(({ until }) => leftoversUntil(until) <= parts.now())
  let rows = 0
  for (const { _id: who } of over) {
    const found = await profiles.native.find({ facility: who.facility, person: who.person }).toArray()
    rows += await erase({ collection: profiles.native, rows: found, rule: 'name' }, parts)
    if (found.length > 0) await readAnew(who.facility, parts)
  }
  return rows
}

/** Every gateway reads the roster of this facility anew, without the name. */
async function readAnew(facility: FacilityId, { journal }: LeftoverParts): Promise<void> {
  await journal.heads.native.updateOne({ _id: facilityStream(facility) }, { $inc: { decisions: 1 } })
}
