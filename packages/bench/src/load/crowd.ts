import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Reply } from '@morgenkreis/protocol'
import { markOf, numberAt } from './marks.ts'
import type { Seat, Volley } from './orders.ts'
import { Book } from './volley.ts'
import { openWire } from './wire.ts'
import type { Wire } from './wire.ts'

/** A message of the length that a guardian writes on a phone. */
const words = ' Danke für die Nachricht! Wir bringen morgen Gummistiefel und Matschhose mit.'
/** Acknowledgement numbers from here on belong to calls outside of volleys. */
const asides = 1_000_000_000
const joinAtOnce = 50
/** A few composers open at a time: a thousand at once would leave the gateway with garbage that is no part of the volley. */
const previewAtOnce = 20
/** Milliseconds until an answer outside of a volley counts as missing. */
const patience = 20_000
const event = 0x32

interface Person {
  seat: Seat
  wire: Wire
  tokens: string[]
}

/** All sockets of a target; sends volleys and keeps the book. */
export class Crowd {
  readonly #people: Person[] = []
  readonly #waiting = new Map<number, PromiseWithResolvers<string>>()
  readonly #listeners: number
  #book: Book | undefined
  #next = 0
  #aside = asides
  #closed = 0

  constructor(listeners: number) {
    this.#listeners = listeners
  }

  async join(port: number, seats: readonly Seat[]): Promise<void> {
    for (let at = 0; at < seats.length; at += joinAtOnce) {
      await Promise.all(seats.slice(at, at + joinAtOnce).map((seat) => this.#seat(port, seat)))
    }
  }

  async #seat(port: number, seat: Seat): Promise<void> {
    const wire = await openWire(port, seat.path, seat.headers, {
      packet: (bytes, start, end) => this.#hear(bytes, start, end),
      closed: () => this.#lost(),
    })
    this.#people.push({ seat, wire, tokens: [] })
  }

  #hear(bytes: Buffer, start: number, end: number): void {
    if (bytes[start] === event) {
      this.#book?.delivered(bytes, start, end)
      return
    }
    const number = numberAt(bytes, start + 1, end)
    if (number >= asides) {
      this.#waiting.get(number)?.resolve(bytes.toString('utf8', bytes.indexOf('[', start), end))
      this.#waiting.delete(number)
      return
    }
    const accepted = bytes.indexOf('"ok":true', start)
    const refusal = accepted >= 0 && accepted < end ? undefined : bytes.toString('utf8', start, end)
    this.#book?.answered(number, refusal)
  }

  /** Fills everybody's pool, so that the next messages have a token each. */
  async preview(messages: number): Promise<void> {
    const each = Math.ceil(messages / this.#people.length)
    const lacking = [...this.#people]
    const fillPools = async () => {
      for (let person = lacking.pop(); person !== undefined; person = lacking.pop()) {
        while (person.tokens.length < each) person.tokens.push(await this.#token(person))
      }
    }
    await Promise.all(Array.from({ length: previewAtOnce }, fillPools))
  }

  async #token(person: Person): Promise<string> {
    for (let attempt = 1; ; attempt += 1) {
      const reply = await this.#preview(person)
      if (reply.ok) return reply.data.token
      // The gateway may be busy with what came before; this is not measured.
      if (attempt === 50 || !['try-again', 'rate-limited'].includes(reply.error.code)) {
        throw new Error(`no preview: ${reply.error.code}`)
      }
      await pause(200)
    }
  }

  async #preview({ seat, wire }: Person): Promise<Reply<'audience.preview'>> {
    const input = { destination: { kind: 'comment', announcement: seat.announcement }, language: 'de' }
    const number = (this.#aside += 1)
    const answer = Promise.withResolvers<string>()
    const limit = setTimeout(() => answer.reject(new Error('a preview was not answered')), patience)
    this.#waiting.set(number, answer)
    wire.send(`42${number}${JSON.stringify(['audience.preview', { as: seat.as, input }])}`)
    const [reply] = JSON.parse(await answer.promise) as [Reply<'audience.preview'>]
    clearTimeout(limit)
    return reply
  }

  async volley(rate: number, seconds: number, settle: number): Promise<Volley> {
    const book = new Book(this.#next, rate, seconds, this.#listeners)
    this.#book = book
    const end = book.first + book.due
    while (this.#next < end) {
      const now = performance.now()
      while (this.#next < end && book.dueAt(this.#next) <= now) this.#publish(book, this.#next++)
      await pause(1)
    }
    if (this.#closed > 0) throw new Error(`the gateway closed ${this.#closed} sockets`)
    const deadline = performance.now() + settle * 1000
    while (!book.settled && performance.now() < deadline) await pause(5)
    return book.close()
  }

  #publish(book: Book, index: number): void {
    const { seat, wire, tokens } = this.#people[index % this.#people.length]!
    const preview = tokens.pop()
    const acknowledgement = preview === undefined ? {} : { acknowledgement: { preview, accepted: true } }
    const input = { announcement: seat.announcement, text: markOf(index) + words, ...acknowledgement }
    wire.send(`42${index}${JSON.stringify(['comment.publish', { as: seat.as, request: randomUUID(), input }])}`)
    book.sent(index)
  }

  #lost(): void {
    this.#closed += 1
    for (const answer of this.#waiting.values()) answer.reject(new Error('the gateway closed a socket'))
  }

  leave(): void {
    for (const { wire } of this.#people.splice(0)) wire.close()
  }
}
