import { setTimeout as pause } from 'node:timers/promises'
import { markOf } from '../load/marks.ts'
import { differences } from '../replay/oracle.ts'
import type { Difference, Sent } from '../replay/record.ts'
import { Guest } from './guest.ts'
import type { Entering, Returned, Verdict } from './orders.ts'

const atOnce = 50
const words = ' Danke für die Nachricht! Wir bringen morgen Gummistiefel und Matschhose mit.'
/** Coprime to most sizes of crowds: neighbours in time sit in different rooms, at different servers. */
const stride = 997
const everyMs = 10
const mostExamples = 5
const patience = 60_000

/** All clients of a run, what they said, and what they heard. */
export class Crowd {
  readonly #record: Sent[] = []
  readonly #under = new Map<string, Set<string>>()
  #guests: Guest[] = []
  #talking: NodeJS.Timeout | undefined
  #said = 0
  /** Said, and without a final word so far. */
  #open = 0
  #refused = 0
  #returning: readonly Guest[] = []
  #otherPort = 0
  #away = false
  #meanwhile = 0

  async enter({ ports, seats, returning, follow }: Entering): Promise<void> {
    const [killed, other] = ports
    this.#otherPort = other
    for (let at = 0; at < seats.length; at += atOnce) {
      const some = seats.slice(at, at + atOnce).map((seat, index) => {
        const tried = at + index < returning ? [killed, other] : [other]
        return new Guest(`client ${at + index}`, seat, tried, follow)
      })
      this.#guests.push(...some)
      if (!(await comesTrue(() => some.every(isBack), patience))) throw new Error('not everybody came in')
    }
    this.#returning = this.#guests.slice(0, returning)
    for (const { name, seat } of this.#guests) {
      const hearing = this.#under.get(seat.announcement) ?? new Set()
      this.#under.set(seat.announcement, hearing.add(name))
    }
  }

  talk(rate: number): void {
    const startedAt = performance.now()
    const first = this.#said
    this.#talking = setInterval(() => {
      const due = first + ((performance.now() - startedAt) / 1000) * rate
      while (this.#said < due) void this.#say((this.#said += 1))
    }, everyMs)
  }

  async allReturned(killedAt: number, within: number): Promise<Returned> {
    const began = killedAt - performance.timeOrigin
    const cpu = process.cpuUsage()
    this.#away = true
    const wasCut = ({ cutAt }: Guest) => cutAt !== undefined && cutAt >= began
    await comesTrue(() => this.#returning.every(wasCut) && this.#guests.every(isBack), within)
    this.#away = false
    const lasted = (performance.now() - began) * 1000
    const { user, system } = process.cpuUsage(cpu)
    const cut = this.#guests.filter(wasCut)
    const took = cut.flatMap(({ backAt }) => (backAt === undefined ? [] : [backAt - began])).sort((a, b) => a - b)
    const after = (share: number) => took[Math.ceil(cut.length * share) - 1] ?? null
    const atOther = cut.filter(({ port, backAt }) => backAt !== undefined && port === this.#otherPort).length
    const [half, most, all] = [after(0.5), after(0.99), after(1)]
    return { clients: cut.length, half, most, all, atOther, busy: (user + system) / lasted }
  }

  async judge(): Promise<Verdict> {
    clearInterval(this.#talking)
    if (!(await comesTrue(() => this.#open === 0, patience))) {
      throw new Error(`${this.#open} messages never got a final word`)
    }
    const found: Difference[] = []
    for (let at = 0; at < this.#guests.length; at += atOnce) {
      const some = this.#guests.slice(at, at + atOnce)
      found.push(...(await Promise.all(some.map((guest) => this.#wrong(guest)))).flat())
    }
    // Stored twice, it is told under an id that nobody was answered.
    const isDoubled = ({ kind }: Difference) => kind === 'doubled' || kind === 'unrecorded'
    const lost = found.filter(({ kind }) => kind === 'lost').length
    const doubled = found.filter(isDoubled).length
    return {
      acknowledged: this.#record.length,
      meanwhile: this.#meanwhile,
      refused: this.#refused,
      heard: this.#guests.reduce((sum, { entries }) => sum + entries.filter(({ kind }) => kind === 'told').length, 0),
      ...{ lost, doubled, otherwise: found.length - lost - doubled },
      examples: found.slice(0, mostExamples).map(({ kind, who, what }) => `${kind} ${who}: ${what}`),
    }
  }

  leave(): void {
    clearInterval(this.#talking)
    for (const guest of this.#guests) guest.leave()
    this.#guests = []
  }

  async #wrong(guest: Guest): Promise<Difference[]> {
    const heads = await guest.quiet()
    const { name: who, entries, read } = guest
    const away = heads.size === 0 ? [{ kind: 'lost' as const, who, what: 'it did not come back' }] : []
    const found = differences({ who, entries, heads, removedAt: null }, this.#record)
    return [...away, ...found.filter(({ kind, what }) => kind !== 'lost' || !read.has(what))]
  }

  async #say(index: number): Promise<void> {
    const guest = this.#guests[(index * stride) % this.#guests.length]!
    const sentAt = performance.now()
    this.#open += 1
    const said = await guest.say(markOf(index) + words)
    this.#open -= 1
    if (said === undefined) return void (this.#refused += 1)
    if (this.#away) this.#meanwhile += 1
    const audience = this.#under.get(guest.seat.announcement)!
    const answeredAt = performance.now()
    this.#record.push({ event: 'comment.published', ...said, under: null, sentAt, answeredAt, audience })
  }
}

const isBack = ({ backAt }: Guest) => backAt !== undefined

async function comesTrue(ask: () => boolean, within: number): Promise<boolean> {
  for (const until = performance.now() + within; !ask(); await pause(5)) if (performance.now() > until) return false
  return true
}
