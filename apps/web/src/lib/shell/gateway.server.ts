import type { Call, OperationName, OutputOf, Reply } from '@morgenkreis/protocol'

export type Session = OutputOf<'session.read'>

/** The in-process door, with one visitor standing at it. */
export interface Gateway {
  call<Name extends OperationName>(name: Name, call: Call<Name>): Promise<Reply<Name>>
}
