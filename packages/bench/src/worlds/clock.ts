import { AsyncLocalStorage } from 'node:async_hooks'
import { idAt, type Clock } from '@morgenkreis/gateway'

/** One call in one world. Both twins make it at the same instant, and what it makes bears the same ids. */
export interface Moment {
  readonly world: number
  readonly step: number
  readonly call: number
  readonly at: Date
}

const mostDrawn = 16

/** The id that a call draws: the first one names what it makes. It tells the world, the step and the call apart. */
export function idOfMoment({ world, step, call, at }: Moment, drawn = 0): string {
  const time = hex(at.getTime(), 12)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(step, 3)}-8${hex(call, 3)}-${hex(world, 11)}${hex(drawn, 1)}`
}

/** The ids that a call of this world draws after its first one, as a pattern. */
export const drawnLater = (world: number) =>
  `[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-${hex(world, 11)}[1-9a-f]`

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0')

/**
 * Many worlds share one gateway, and each call has its own time and ids. What the gateway does besides, and what it goes on
 * doing once a call is answered, happens at the beginning, with ids of any kind: nobody is shown those.
 */
export class WorldClock implements Clock {
  readonly #calls = new AsyncLocalStorage<{ moment: Moment; drawn: number; answered: boolean }>()
  readonly begin: Date

  constructor(begin: Date) {
    this.begin = begin
  }

  now(): Date {
    const call = this.#calls.getStore()
    return new Date(call === undefined || call.answered ? this.begin : call.moment.at)
  }

  id(): string {
    const call = this.#calls.getStore()
    if (call === undefined || call.answered || call.drawn >= mostDrawn) return idAt(this.begin.getTime())
    return idOfMoment(call.moment, call.drawn++)
  }

  /** Runs a call at its moment. */
  during<Answer>(moment: Moment, call: () => Promise<Answer>): Promise<Answer> {
    const held = { moment, drawn: 0, answered: false }
    return this.#calls.run(held, () => call().finally(() => (held.answered = true)))
  }
}
