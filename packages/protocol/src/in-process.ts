import type { Call, Reply } from './envelope.ts'
import type { OperationName } from './operations.ts'

/** Who stands at the door: the session token of the cookie, if any, and the address for limits. */
export interface Visitor {
  token: string | null
  address: string
}

/** The in-process door: pages rendered on the server call operations with the visitor's session and the same steps. */
export interface InProcessDoor {
  call<Name extends OperationName>(name: Name, call: Call<Name>, visitor: Visitor): Promise<Reply<Name>>
}

/** Where the gateway puts its door, so that the web app finds it without importing the gateway. */
export const inProcessDoor = Symbol.for('morgenkreis.gateway')
