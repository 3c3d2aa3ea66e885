import type { OperationName } from '@morgenkreis/protocol'
import type { Plan, Stream } from '../plan.ts'

/** What an operation decided, and against which decisions of its stream. */
export interface Decided {
  readonly stream: Stream
  readonly decisions: number
  readonly plan: Plan<unknown>
}

/** A change that was asked for: it can be decided again, and its reply can be rendered again. */
export interface Ask {
  readonly operation: OperationName
  /** The membership that acts, or the person where none is needed. */
  readonly actor: string
  readonly request: { readonly id: string; readonly mac: string }
  readonly now: Date
  /** Decides by the newest state that is known here; throws `Refused`. Writes nothing and may run again. */
  decide(): Promise<Decided>
  /** The reply to a request that was stored before: throws `Refused('gone')` if what it made is gone. */
  again(ref: string): Promise<unknown>
}

/** What is sent twice is stored once under this: the id of its journal row. */
export const requestKey = ({ request, actor }: { readonly request: { readonly id: string }; readonly actor: string }) =>
  `${request.id} ${actor}`

/** An ask with its decision, waiting for a committer. */
export interface Waiting {
  readonly ask: Ask
  decided: Decided
  /** What it may share a transaction with: after a conflict only its stream, after a failure nothing. */
  shares: 'all' | 'stream' | 'nothing'
  /** Monotonic milliseconds. */
  readonly since: number
  tries: number
  readonly answer: (reply: unknown) => void
  readonly refuse: (error: unknown) => void
}
