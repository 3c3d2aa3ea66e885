import type { InputOf, MembershipId, OperationName, PersonId, Reply } from '@morgenkreis/protocol'
import type { Moment } from './clock.ts'

/** What the observed guardian received: in order, each under a label. */
export type Received = readonly (readonly [label: string, bytes: string])[]

/** Calls one operation as somebody, at a moment. */
export type Ask = <Name extends OperationName>(
  moment: Moment,
  who: { person: PersonId; as: MembershipId | null },
  name: Name,
  input: InputOf<Name>,
) => Promise<Reply<Name>>
