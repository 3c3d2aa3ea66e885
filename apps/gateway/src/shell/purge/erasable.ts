import type { Collection } from 'mongodb'
import type { Row } from '../database.ts'
import type { Ground } from '../open.ts'
import type { Perishables } from './perishing.ts'

/** The collections of which the ledger speaks, by name. */
export function erasable(
  { roster, identity }: Pick<Ground, 'roster' | 'identity'>,
  perishables: Perishables,
): Map<string, Collection<Row>> {
  const { children, labels, profiles, memberships } = roster
  const own = [children, labels, profiles, memberships, identity.persons, identity.sessions].map(({ native }) => native)
  const kinds = [...perishables.kinds.values()].map(({ collection }) => collection)
  return new Map([...own, ...kinds].map((one) => [one.collectionName, one]))
}
