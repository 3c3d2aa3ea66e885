import type { Sent } from '@morgenkreis/bench'
import { setTimeout as pause } from 'node:timers/promises'
import type { Phone } from './phone.ts'

/** The record of a run: what was acknowledged to its author, and what was refused. */
export class Crowd {
  readonly record: Sent[] = []
  readonly refused: { who: string; code: string; text: string }[] = []
  readonly seed: number
  readonly #chance: () => number
  readonly #hearing: ReadonlySet<string>
  #said = 0
  #ending = false
  #talking: Promise<void>[] = []

  /** `hearing` names everybody who hears the Sonnengruppe, by the facts of the Kita. */
  constructor(hearing: readonly Phone[], seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)) {
    this.#hearing = new Set(hearing.map(({ member }) => member.who))
    this.seed = seed
    this.#chance = seeded(seed)
  }

  /** From 0 up to, not including, `end`; the same for the same seed. */
  below(end: number): number {
    return Math.floor(this.#chance() * end)
  }

  /** One acknowledged comment; resolves with the final word on it. */
  async say(phone: Phone, words = 'Wer bringt morgen etwas mit?'): Promise<boolean> {
    const text = `${words} (${(this.#said += 1)} von ${this.seed})`
    const { who } = phone.member
    const acknowledgement = await phone.acknowledge()
    const sentAt = performance.now()
    const reply = await phone.send(text, acknowledgement)
    if (!reply.ok) this.refused.push({ who, code: reply.error.code, text })
    else if ('text' in reply.data) this.took('comment.published', reply.data.id, text, sentAt)
    return reply.ok
  }

  /** An admin removes somebody; resolves with the milliseconds until the reply. */
  async remove(admin: Phone, leaving: Phone): Promise<number> {
    const sentAt = performance.now()
    const { membership } = await admin.change('membership.remove', { membership: leaving.member.as })
    leaving.removedAt = performance.now()
    this.took('membership.removed', membership, null, sentAt, new Set([admin.member.who]))
    return leaving.removedAt - sentAt
  }

  /** Something was acknowledged to its author. */
  took(event: string, ref: string, text: string | null, sentAt: number, audience = this.#hearing): void {
    if (this.record.some((sent) => sent.ref === ref && sent.event === event)) return
    this.record.push({ event, ref, text, under: null, sentAt, answeredAt: performance.now(), audience })
  }

  /** Each of them talks on and on, with pauses of up to so many milliseconds. */
  talk(phones: readonly Phone[], pauseMs: number): void {
    this.#talking.push(...phones.map((phone) => this.#talkOn(phone, pauseMs)))
  }

  /** Nobody begins anything new; resolves when everything begun has its final word. */
  async fallSilent(): Promise<void> {
    this.#ending = true
    await Promise.all(this.#talking)
    this.#talking = []
    this.#ending = false
  }

  async #talkOn(phone: Phone, pauseMs: number): Promise<void> {
    while (!this.#ending) {
      await this.say(phone)
      await pause(this.#chance() * pauseMs)
    }
  }
}

/** mulberry32: the same seed gives the same choices. */
function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
