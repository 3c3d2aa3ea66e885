import {
  deliveryKeptUntil,
  endOf,
  isNotifying,
  isUrgent,
  mailedAfterMs,
  notifies,
  quietHoursOf,
  rungWithinMs,
  threadOf,
  type Membership,
  type Notifying,
} from '@morgenkreis/domain'
import type { DeliveryId, PersonId, PushThread } from '@morgenkreis/protocol'
import type { Clock } from '../clock.ts'
import { dayOf } from '../day.ts'
import type { JournalRow } from '../journal/store.ts'
import { facilityIn } from '../plan.ts'
import { topicOf } from '../push/topic.ts'
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

type Ringing = JournalRow & { name: Notifying; ref: string }

interface Thing {
  readonly row: Ringing
  readonly urgent: boolean
  readonly thread: PushThread
  /** How long there is something to do about it. */
  readonly lastsMs: number
  readonly recipients: ReadonlyMap<PersonId, Membership[]>
}

interface Wishes {
  readonly devices: ReadonlyMap<PersonId, Pick<SubscriptionDoc, '_id'>[]>
  readonly preferences: ReadonlyMap<PersonId, PreferenceDoc>
}

/** The deliveries that follow from rows of one stream: none where nobody is to be told. Few reads, however many rows. */
export async function spread(rows: readonly JournalRow[], parts: SpreadParts): Promise<DeliveryDoc[]> {
  const { clock, readers, rosters, store } = parts
  const now = clock.now()
  const ringing = rows.filter((row) => rings(row, now))
  const [first] = ringing
  const roster = first === undefined ? null : await rosters.get(facilityIn(first.stream))
  if (roster === null) return []
  const read = await readers.readAll(ringing, roster)
  const things = ringing.flatMap((row): Thing[] => {
    const payload = read.of(row.name, row.ref)
    if (payload === undefined) return []
    const rooms = (row.told ?? []).map(({ room }) => room)
    const [urgent, thread] = [isUrgent(row.name, payload), threadOf(row.name, payload)]
    const end = endOf(row.name, payload)
    const lastsMs = end === null ? Infinity : Date.parse(end) - row.at.getTime()
    return [{ row, urgent, thread, lastsMs, recipients: recipientsIn(roster, rooms, row.actor) }]
  })
  const wishes = await wishesOf([...new Set(things.flatMap(({ recipients }) => [...recipients.keys()]))], store)
  return things.flatMap((thing) =>
    [...thing.recipients].flatMap(([person, hats]) =>
      deliveriesTo(person, { hats, roster, thing, wishes, now }, parts),
    ),
  )
}

/** Something of a facility that somebody may be told of, and that could still be opened. */
const rings = (row: JournalRow, now: Date): row is Ringing =>
  row.name !== null &&
  row.ref !== null &&
  isNotifying(row.name) &&
  row.stream.startsWith('facility:') &&
  deliveryKeptUntil(row.at) > now

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
  readonly now: Date
}

function deliveriesTo(
  person: PersonId,
  { hats, roster, thing: { row, urgent, thread, lastsMs }, wishes, now }: Recipient,
  { clock, ways }: SpreadParts,
): DeliveryDoc[] {
  const category = notifies[row.name]
  const preference = wishes.preferences.get(person)
  const roles = hats.map(({ role }) => role)
  const hours = quietHoursOf(roles, { facility: roster.quiet, person: preference?.quiet ?? null })
  const quiet = urgent ? null : quietUntil(now, hours, roster.closings)
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
    expiresAt: deliveryKeptUntil(quiet ?? row.at),
  }
  const id = () => clock.id() as DeliveryId
  const isNew = now.getTime() - row.at.getTime() <= rungWithinMs
  if (preference?.off.includes(category)) return []
  const pushed = (ways.push && isNew ? (wishes.devices.get(person) ?? []) : []).map(({ _id: subscription }) => {
    const topic = topicOf({ subscription, person, category, urgent, thread, day: dayOf(row.at) })
    return { ...base, _id: id(), topic, subscription, held: quiet !== null, dueAt: quiet ?? now }
  })
  const after = mailedAfterMs({ category, urgent, lastsMs })
  if (!ways.mail || after === null || preference?.mail === false) return pushed
  const mailed = { ...base, _id: id(), subscription: null, held: false, dueAt: new Date(row.at.getTime() + after) }
  return [...pushed, mailed]
}
