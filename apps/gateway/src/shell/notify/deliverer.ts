import type { DeliveryId, PersonId } from '@morgenkreis/protocol'
import type { Logger } from 'pino'
import { createBoundedWork } from '../bounded-work.ts'
import type { Clock } from '../clock.ts'
import { dayOf } from '../day.ts'
import type { Mailer } from '../mail/mailer.ts'
import { headerOf, type PushAddress, type PushMessage } from '../push/message.ts'
import type { PushOutcome, PushSender } from '../push/sender.ts'
import type { OwnAddress, Subscriptions } from '../push/subscriptions.ts'
import { digestOf } from '../push/topic.ts'
import type { Roster } from '../roster/roster.ts'
import type { Rosters } from '../roster/rosters.ts'
import type { Readers } from '../telling/render.ts'
import type { Arrivals } from './arrivals.ts'
import { claim } from './claim.ts'
import { hears, lookAgain, type Due } from './due.ts'
import { lookAgainAtHeld } from './held.ts'
import { InFlight } from './in-flight.ts'
import { Settling } from './settle.ts'
import type { DeliveryDoc, NotifyStore, PreferenceDoc } from './store.ts'

export interface DelivererParts {
  readonly store: NotifyStore
  readonly subscriptions: Subscriptions
  readonly rosters: Rosters
  readonly readers: Readers
  readonly arrivals: Arrivals
  readonly clock: Clock
  readonly log: Logger
  readonly sender: PushSender | null
  readonly mailer: Mailer | null
  /** False once the lease is over: others may have removed somebody without waiting for this gateway. */
  fresh(): boolean
}

const atOnce = { atOnce: 32, waiting: 10_000 } as const
/** A gateway that may not act now leaves it to others, or to itself a little later. */
const unableMs = 5_000

const topicsOf = (deliveries: readonly DeliveryDoc[]) =>
  Map.groupBy(deliveries, ({ _id, topic = _id }) => topic) as Map<DeliveryId, [DeliveryDoc, ...DeliveryDoc[]]>

/** Sends what is due: leased rows, so that every gateway takes some of them and nothing is lost with one that dies. */
export class Deliverer {
  readonly #parts: DelivererParts
  readonly #settling: Settling
  readonly #inFlight: InFlight
  readonly #inTurn = createBoundedWork(atOnce)
  /** Push services that asked for a pause, and until when. */
  readonly #paused = new Map<string, number>()
  /** Taken by push services since the start. */
  taken = 0

  constructor(parts: DelivererParts) {
    this.#parts = parts
    this.#settling = new Settling(parts.store, parts.clock, parts.log)
    this.#inFlight = new InFlight(() => parts.fresh())
  }

  rosterChanged(now: Roster): void {
    this.#inFlight.rosterChanged(now)
  }

  /** Sends once what is due now; answers how many deliveries that were. */
  async turn(): Promise<number> {
    const { store, subscriptions, clock } = this.#parts
    const claimed = await claim(store, clock)
    if (claimed.length === 0) return 0
    const byDevice = Map.groupBy(claimed, ({ subscription }) => subscription)
    const ids = [...byDevice.keys()].filter((id) => id !== null)
    const [addresses, preferences] = await Promise.all([
      subscriptions.addresses(ids),
      this.#preferencesOf(claimed.map(({ person }) => person)),
    ])
    const work = [...byDevice].flatMap(([id, due]) => {
      if (id === null) return due.map((one) => () => this.#byMail(one, preferences.get(one.person)))
      const address = addresses.get(id)
      return [() => this.#toDevice(due, address, address && preferences.get(address.person))]
    })
    await Promise.all(work.map((each) => this.#inTurn(each)))
    return claimed.length
  }

  async #preferencesOf(persons: readonly PersonId[]): Promise<Map<PersonId, PreferenceDoc>> {
    const found = await this.#parts.store.preferences.model.find({ _id: { $in: [...new Set(persons)] } }).lean()
    return new Map(found.map((doc) => [doc._id, doc]))
  }

  async #toDevice(
    due: readonly DeliveryDoc[],
    address: OwnAddress | undefined,
    preference: PreferenceDoc | undefined,
  ): Promise<void> {
    const own = due.filter(({ person }) => person === address?.person)
    const others = due.filter((one) => !own.includes(one))
    await this.#settling.as('dropped', others)
    if (address === undefined) return
    const ready = await this.#ready(own, preference)
    const held = Map.groupBy(
      ready.filter((delivery) => delivery.held && !delivery.urgent),
      ({ facility }) => facility,
    )
    const bundles = [...held.values()].filter((bundle) => topicsOf(bundle).size > 1)
    const bundled = new Set(bundles.flat())
    // What leads to the same place is one notification: of all that wait together one is enough.
    for (const [id, together] of topicsOf(ready.filter((one) => !bundled.has(one)))) {
      const [{ category: subject, urgent }] = together
      await this.#push(together, address, { subject, id, urgent, topic: headerOf(id) })
    }
    for (const bundle of bundles) await this.#pushTogether(bundle, address)
  }

  /** One for all that a facility had to tell while it was quiet. */
  async #pushTogether(bundle: readonly DeliveryDoc[], address: OwnAddress): Promise<void> {
    const [first] = bundle
    if (first === undefined || first.subscription === null) return
    const { subscription, person, facility } = first
    const id = digestOf({ subscription, person, facility, day: dayOf(this.#parts.clock.now()) })
    await this.#push(bundle, address, { subject: 'digest', id, urgent: false, topic: headerOf(id) })
  }

  /** Those that are still to be sent now. */
  async #ready(due: readonly DeliveryDoc[], preference: PreferenceDoc | undefined): Promise<DeliveryDoc[]> {
    const { rosters, readers, clock, arrivals } = this.#parts
    const ready: DeliveryDoc[] = []
    for (const delivery of due) {
      const now = await lookAgain(delivery, preference, { rosters, readers, now: clock.now() })
      // What was opened while it was quiet, or while no push service took it, rings for nobody.
      const isLate = delivery.held || delivery.tries > 0
      const known = now.kind === 'send' && isLate && (await arrivals.of(delivery, now.roster)) === true
      if (now.kind === 'send' && !known) ready.push(delivery)
      else if (now.kind === 'wait') await this.#hold(delivery, now)
      else await this.#settling.as('dropped', [delivery])
    }
    return ready
  }

  /** Quiet hours that were changed meanwhile count: then it is looked at again. */
  async #hold(delivery: DeliveryDoc, { until, roster }: Extract<Due, { kind: 'wait' }>): Promise<void> {
    const { store, rosters, clock } = this.#parts
    await this.#settling.hold([delivery], until)
    const { _id } = delivery
    if (rosters.peek(delivery.facility)?.quiet !== roster.quiet) await lookAgainAtHeld(store, { _id }, clock.now())
  }

  async #push(deliveries: readonly DeliveryDoc[], address: PushAddress, message: PushMessage): Promise<void> {
    const { sender, clock } = this.#parts
    if (sender === null) return this.#settling.as('dropped', deliveries)
    const pausedMs = this.#pausedMs(sender.serviceOf(address.endpoint)?.origin, clock.now())
    if (pausedMs > 0) return this.#settling.putOff(deliveries, pausedMs)
    // From here to the first byte nothing is awaited; and until the last one a removal stops it.
    if (!this.#mayTell(deliveries)) return this.#settling.putOff(deliveries, unableMs)
    const outcome = await this.#inFlight.during(deliveries, (signal) => sender.send(address, message, signal))
    await this.#note(deliveries, message, outcome)
  }

  /** With the newest that this gateway knows, and only while it knows the newest. */
  #mayTell(deliveries: readonly DeliveryDoc[]): boolean {
    const { rosters, fresh } = this.#parts
    return (
      fresh() &&
      deliveries.every((delivery) => {
        const roster = rosters.peek(delivery.facility)
        return roster !== undefined && hears(roster, delivery.person, delivery)
      })
    )
  }

  async #note(deliveries: readonly DeliveryDoc[], { subject, id }: PushMessage, outcome: PushOutcome): Promise<void> {
    const { store, subscriptions, clock } = this.#parts
    const subscription = deliveries[0]?.subscription
    if (subscription === null || subscription === undefined) return
    switch (outcome.kind) {
      case 'taken':
        this.taken += 1
        await this.#settling.as('taken', deliveries, subject === 'digest' ? (id as DeliveryDoc['_id']) : undefined)
        await store.subscriptions.model.updateOne({ _id: subscription }, { $set: { takenAt: clock.now() } })
        return
      case 'gone':
        return subscriptions.remove([subscription])
      case 'later':
        if (outcome.afterMs > 0) this.#paused.set(outcome.origin, clock.now().getTime() + outcome.afterMs)
        return this.#settling.failed(deliveries, { askedMs: outcome.afterMs })
      case 'refused':
        return this.#settling.failed(deliveries, { status: outcome.status })
    }
  }

  async #hasArrived(delivery: DeliveryDoc, roster: Roster): Promise<boolean> {
    const arrived = await this.#parts.arrivals.of(delivery, roster)
    return arrived ?? this.#settling.wasTaken(delivery.thing, delivery.person)
  }

  #pausedMs(origin: string | undefined, now: Date): number {
    return origin === undefined ? 0 : (this.#paused.get(origin) ?? 0) - now.getTime()
  }

  /** N4, the second step: what nobody opened, or, where that is not known, no device took, goes out as a mailed link. */
  async #byMail(delivery: DeliveryDoc, preference: PreferenceDoc | undefined): Promise<void> {
    const { rosters, readers, clock, mailer } = this.#parts
    const now = await lookAgain(delivery, preference, { rosters, readers, now: clock.now() })
    if (mailer === null || now.kind !== 'send' || (await this.#hasArrived(delivery, now.roster)))
      return this.#settling.as('dropped', [delivery])
    if (!this.#mayTell([delivery])) return this.#settling.putOff([delivery], unableMs)
    const { person, category, _id: id } = delivery
    const outcome = await this.#inFlight.during([delivery], (signal) => mailer.send(person, { category, id }, signal))
    if (outcome.kind === 'taken') await this.#settling.as('taken', [delivery])
    else if (outcome.kind === 'nobody') await this.#settling.as('dropped', [delivery])
    else await this.#settling.failed([delivery], outcome.kind === 'refused' ? { status: outcome.status } : {})
  }
}
