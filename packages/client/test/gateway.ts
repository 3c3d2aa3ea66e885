import type { Call, OperationName, Reply, RequestId } from '@morgenkreis/protocol'
import { type Door, Unreachable } from '../src/door.ts'
import type { Seeded } from './seeded.ts'

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

export interface Sent {
  request: RequestId
  name: OperationName
  text: string
}

/**
 * A gateway as the contract has it, as far as an outbox sees it: what it stores it stores once under a request id. On a
 * rough day requests and replies get lost, and it refuses for a while.
 */
export class Gateway implements Door {
  readonly stored: Sent[] = []
  readonly tried: RequestId[] = []
  /** Refuses with this word. */
  refusing: string | undefined
  reachable = true
  roughly: Seeded | undefined
  /** Milliseconds that a call takes. */
  takes = 1
  open = 0
  mostOpen = 0

  async call<Name extends OperationName>(name: Name, call: Call<Name>): Promise<Reply<Name>> {
    const { request } = call
    if (request === undefined) throw new Error('a changing operation without a request id')
    this.tried.push(request)
    this.mostOpen = Math.max(this.mostOpen, ++this.open)
    await wait(this.takes)
    this.open--
    if (!this.reachable || this.roughly?.chance(0.3)) throw new Unreachable(name)
    const refusal = this.refusing ?? (this.roughly?.chance(0.2) ? this.roughly.pick(['busy', 'try-again']) : undefined)
    if (refusal !== undefined) return { ok: false, error: { code: refusal } } as Reply<Name>
    const text = 'text' in call.input ? call.input.text : ''
    if (!this.stored.some((sent) => sent.request === request)) this.stored.push({ request, name, text })
    if (this.roughly?.chance(0.3)) throw new Unreachable(name)
    return { ok: true, data: {} } as Reply<Name>
  }
}
