const zone = 'Europe/Berlin'

/** The instant at which the Kita's clock shows this time (`HH:MM`) on this day. */
const instantOf = (day: Temporal.PlainDate, time: string) =>
  day.toPlainDateTime(Temporal.PlainTime.from(time)).toZonedDateTime(zone).epochMilliseconds

/** The first Monday, today included, on which `time` is still to come. */
export function nextMonday(now: number, time: string): Temporal.PlainDate {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate()
  const monday = today.add({ days: (8 - today.dayOfWeek) % 7 })
  return instantOf(monday, time) >= now ? monday : monday.add({ days: 7 })
}

const beginsAt = '06:00'

/** The time of the played day: it goes as fast as real time, on a Monday that is to come, and is moved on between chapters. */
export class PlayedTime {
  #ahead: number
  readonly #day: Temporal.PlainDate
  readonly #told: ((ahead: number) => Promise<void>)[] = []

  constructor(now = Date.now()) {
    this.#day = nextMonday(now, beginsAt)
    this.#ahead = instantOf(this.#day, beginsAt) - now
  }

  /** Milliseconds by which it is ahead of the machine's clock. */
  get ahead(): number {
    return this.#ahead
  }

  now(): number {
    return Date.now() + this.#ahead
  }

  /** As the Kita's clock shows it. */
  get clock(): string {
    return this.#local().toPlainTime().toString({ smallestUnit: 'minute' })
  }

  get day(): string {
    return this.#local().toPlainDate().toString()
  }

  /** So many days after the one on which it began. */
  dayAfter(days: number): string {
    return this.#day.add({ days }).toString()
  }

  /** The instant of a time on that day. */
  at(time: string, days = 0): number {
    return instantOf(this.#day.add({ days }), time)
  }

  /** Somebody whose clock goes along. */
  follow(moved: (ahead: number) => Promise<void>): void {
    this.#told.push(moved)
  }

  /** Time never goes back: a chapter that took long begins a little later. */
  async moveTo(time: string, days = 0): Promise<void> {
    this.#ahead = Math.max(this.#ahead, this.at(time, days) - Date.now())
    await Promise.all(this.#told.map((moved) => moved(this.#ahead)))
  }

  #local(): Temporal.ZonedDateTime {
    return Temporal.Instant.fromEpochMilliseconds(this.now()).toZonedDateTimeISO(zone)
  }
}
