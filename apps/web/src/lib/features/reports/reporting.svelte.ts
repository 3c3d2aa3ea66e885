import { newRequest, type Door } from '@morgenkreis/client'
import type { MembershipId, RefusalCode, RequestId } from '@morgenkreis/protocol'
import type { Live } from '#lib/shell/live/live.svelte.ts'
import type { ReportCall } from './call.ts'

const againAfterMs = 4_000
// Refusals that say nothing about the report: it goes again under the same request id.
const passing: ReadonlySet<RefusalCode> = new Set<RefusalCode>(['busy', 'internal', 'rate-limited', 'try-again'])

interface Pending {
  readonly call: ReportCall
  readonly request: RequestId
}

/** What may have been stored although nobody said so: entered once more as it was, it is the same report. In memory alone. */
const unanswered = new WeakMap<Live, Pending>()

/**
 * A report on its way. It lives in the open page alone, in no outbox and no draft (decision 2), tries on until the final word
 * has come, and says that the Kita has it only when it has.
 */
export class Reporting {
  /** `signed-out`: it waits until somebody has signed in again · `unsure`: stopped, and nobody knows whether it arrived. */
  state: 'editing' | 'sending' | 'waiting' | 'signed-out' | 'unsure' | 'refused' | 'arrived' = $state('editing')
  refused: RefusalCode | undefined = $state()
  /** How many arrived since the page was opened. */
  arrivals = $state(0)
  readonly #live: Live
  readonly #as: MembershipId
  readonly #onarrival: (reply: object) => void
  #pending: Pending | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  /** `onarrival` gets what the gateway answered: what is stored now. */
  constructor(live: Live, as: MembershipId, onarrival: (reply: object) => void) {
    this.#live = live
    this.#as = as
    this.#onarrival = onarrival
  }

  get isUnderWay() {
    return this.state === 'sending' || this.state === 'waiting' || this.state === 'signed-out'
  }

  /** Takes over from the plain form; false where there is no way yet but that one. */
  send(call: ReportCall): boolean {
    const { door } = this.#live
    if (door === undefined) return false
    const before = unanswered.get(this.#live)
    this.#pending = before !== undefined && isSame(before.call, call) ? before : { call, request: newRequest() }
    unanswered.set(this.#live, this.#pending)
    this.refused = undefined
    this.state = 'sending'
    void this.#try(door)
    return true
  }

  /** The network is back, or perhaps the session. */
  hurry() {
    const { door } = this.#live
    if ((this.state === 'waiting' || this.state === 'signed-out') && door !== undefined) void this.#try(door)
  }

  /** Back to the form, with everything that was entered. What was sent may have been stored all the same. */
  stop() {
    clearTimeout(this.#timer)
    this.#pending = undefined
    // Without a session nothing is stored.
    this.state = this.state === 'signed-out' ? 'editing' : 'unsure'
  }

  /** The page goes, and the tries with it. */
  readonly close = () => {
    clearTimeout(this.#timer)
    this.#pending = undefined
  }

  async #try(door: Door) {
    const pending = this.#pending
    if (pending === undefined) return
    clearTimeout(this.#timer)
    const { name, input } = pending.call
    const reply = await door.call(name, { as: this.#as, request: pending.request, input }).catch(() => undefined)
    if (this.#pending !== pending) return
    if (reply === undefined || (!reply.ok && passing.has(reply.error.code))) {
      this.state = 'waiting'
      this.#timer = setTimeout(() => void this.#try(door), againAfterMs)
    } else if (reply.ok) {
      this.#end('arrived')
      this.#onarrival(reply.data)
      this.arrivals += 1
    } else if (reply.error.code === 'unauthenticated') this.state = 'signed-out'
    else this.#end('refused', reply.error.code)
  }

  #end(state: 'arrived' | 'refused', refused?: RefusalCode) {
    this.#pending = undefined
    unanswered.delete(this.#live)
    this.refused = refused
    this.state = state
  }
}

const isSame = (one: ReportCall, other: ReportCall) => JSON.stringify(one) === JSON.stringify(other)
