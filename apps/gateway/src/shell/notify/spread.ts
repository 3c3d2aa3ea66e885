import {
  deliveryKeptUntil,
  isNotifying,
  isUrgent,
  mailedAfterMs,
  notifies,
  quietHoursOf,
  rungWithinMs,
  type Membership,
  type Notifying,
} from '@morgenkreis/domain'
import type { DeliveryId, PersonId } from '@morgenkreis/protocol'
import type { Clock } from '../clock.ts'
import type { JournalRow } from '../journal/store.ts'
import { facilityIn } from '../plan.ts'
import type { Roster } from '../roster/roster.ts'
import type { Rosters } from '../roster/rosters.ts'
import type { Readers } from '../telling/render.ts'
import { recipientsIn } from './hearing.ts'
import { quietUntil } from './quiet.ts'
import type { DeliveryDoc, NotifyStore, PreferenceDoc, SubscriptionDoc } from './store.ts'

export interface SpreadParts {
  readonly store: NotifyStore
  readonly rosters: Rosters
  readonly readers: Readers
  readonly clock: Clock
  /** What this installation can send by. */
  readonly ways: { readonly push: boolean; readonly mail: boolean }
}

interface Thing {
  readonly row: JournalRow & { name: Notifying; ref: string }
  readonly urgent: boolean
  readonly now: Date
}

interface Wishes {
  readonly devices: ReadonlyMap<PersonId, Pick<SubscriptionDoc, '_id'>[]>
  readonly preferences: ReadonlyMap<PersonId, PreferenceDoc>
}

/** The deliveries that follow from a row of the journal: none where nobody is to be told. */
export async function spread(row: JournalRow, parts: SpreadParts): Promise<DeliveryDoc[]> {
  const now = parts.clock.now()
  const { name, ref, told = [] } = row
  if (name === null || ref === null || !isNotifying(name) || !row.stream.startsWith('facility:')) return []
  if (now.getTime() - row.at.getTime() > rungWithinMs) return []
  const roster = await parts.rosters.get(facilityIn(row.stream))
  const payload = roster === null ? undefined : await parts.readers.read(name, ref, roster)
  if (roster === null || payload === undefined) return []
  const recipients = recipientsIn(
    roster,
    told.map(({ room }) => room),
    row.actor,
  )
  const wishes = await wishesOf([...recipients.keys()], parts.store)
  const thing = { row: { ...row, name, ref }, urgent: isUrgent(name, payload), now }
  return [...recipients].flatMap(([person, hats]) => deliveriesTo(person, { hats, roster, thing, wishes }, parts))
}

async function wishesOf(persons: PersonId[], { subscriptions, preferences }: NotifyStore): Promise<Wishes> {
  const [devices, wanted] = await Promise.all([
    subscriptions.model
      .find({ person: { $in: persons } })
      .select('person')
      .lean(),
    preferences.model.find({ _id: { $in: persons } }).lean(),
  ])
  return {
    devices: Map.groupBy(devices, ({ person }) => person),
    preferences: new Map(wanted.map((doc) => [doc._id, doc])),
  }
}

interface Recipient {
  readonly hats: readonly Membership[]
  readonly roster: Roster
  readonly thing: Thing
  readonly wishes: Wishes
}

function deliveriesTo(
  person: PersonId,
  { hats, roster, thing: { row, urgent, now }, wishes }: Recipient,
  { clock, ways }: SpreadParts,
): DeliveryDoc[] {
  const category = notifies[row.name]
  const preference = wishes.preferences.get(person)
  const roles = hats.map(({ role }) => role)
  const hours = quietHoursOf(roles, { facility: roster.quiet, person: preference?.quiet ?? null })
  const quiet = urgent ? null : quietUntil(now, hours)
  const base = {
    thing: row._id,
    person,
    facility: roster.facility.id,
    category,
    event: row.name,
    ref: row.ref,
    rooms: (row.told ?? []).map(({ room }) => room),
    urgent,
    state: 'waiting' as const,
    tries: 0,
    lease: null,
    leaseUntil: new Date(0),
    digest: null,
    at: row.at,
    expiresAt: deliveryKeptUntil(row.at),
  }
  const id = () => clock.id() as DeliveryId
  const rings = ways.push && !preference?.off.includes(category)
  const pushed = (rings ? (wishes.devices.get(person) ?? []) : []).map(({ _id: subscription }) => {
    return { ...base, _id: id(), subscription, held: quiet !== null, dueAt: quiet ?? now }
  })
  const after = mailedAfterMs[category]
  if (!ways.mail || after === null || preference?.mail === false) return pushed
  const mailed = { ...base, _id: id(), subscription: null, held: false, dueAt: new Date(row.at.getTime() + after) }
  return [...pushed, mailed]
}
