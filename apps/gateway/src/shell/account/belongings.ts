import type { MembershipId, PersonId } from '@morgenkreis/protocol'
import type { Collection, Filter } from 'mongodb'
import type { Row } from '../database.ts'

/** Whose account goes, with every membership that it ever had. */
export interface Leaver {
  readonly person: PersonId
  readonly memberships: readonly MembershipId[]
}

export interface Belonging {
  readonly collection: Collection<Row>
  of(leaver: Leaver): Filter<Row>
}

/** What belongs to a person and goes with the account: the features register what is theirs. What they published stays (K-80). */
export class Belongings {
  readonly list: Belonging[] = []

  register(belonging: Belonging): void {
    this.list.push(belonging)
  }
}
