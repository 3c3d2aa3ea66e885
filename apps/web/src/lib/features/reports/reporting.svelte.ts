import { newRequest, type Door } from '@morgenkreis/client'
import type { MembershipId, RefusalCode, RequestId } from '@morgenkreis/protocol'
import type { Live } from '#lib/shell/live/live.svelte.ts'
import type { ReportCall } from './call.ts'

const againAfterMs = 4_000
// Refusals that say nothing about the report: it goes again under the same request id.
const passing: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  'busy',
  'internal',
  'rate-limited',
  'try-again',
  'unauthenticated',
])

/**
 * A report on its way. It lives in the open page alone, in no outbox and no draft (decision 2), tries on until the final word
 * has come, and says that the Kita has it only when it has.
 */
export class Reporting {
  state: 'editing' | 'sending' | 'waiting' | 'arrived' = $state('editing')
  refused: RefusalCode | undefined = $state()
  /** How many arrived since the page was opened. */
  arrivals = $state(0)
  readonly #live: Live
  readonly #as: MembershipId
  #pending: { readonly call: ReportCall; readonly request: RequestId } | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(live: Live, as: MembershipId) {
    this.#live = live
    this.#as = as
  }

  get isUnderWay() {
    return this.state === 'sending' || this.state === 'waiting'
  }

  /** Takes over from the plain form; false where there is no way yet but that one. */
  send(call: ReportCall): boolean {
    const { door } = this.#live
    if (door === undefined) return false
    this.#pending = { call, request: newRequest() }
    this.refused = undefined
    this.state = 'sending'
    void this.#try(door)
    return true
  }

  /** The network is back. */
  hurry() {
    const { door } = this.#live
    if (this.state === 'waiting' && door !== undefined) void this.#try(door)
  }

  /** Back to the form, with everything that was entered. */
  stop() {
    clearTimeout(this.#timer)
    this.#pending = undefined
    this.state = 'editing'
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
      return
    }
    this.#pending = undefined
    this.refused = reply.ok ? undefined : reply.error.code
    this.state = reply.ok ? 'arrived' : 'editing'
    if (reply.ok) this.arrivals += 1
  }
}
