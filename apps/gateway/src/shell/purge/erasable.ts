import type { Collection } from 'mongodb'
import type { Row } from '../database.ts'
import type { Ground } from '../open.ts'
import type { Belongings } from '../account/belongings.ts'
import type { Perishables } from './perishing.ts'

/** The collections of which the ledger speaks, by name. */
export function erasable(
  { roster, identity }: Pick<Ground, 'roster' | 'identity'>,
  { perishables, belongings }: { perishables: Perishables; belongings: Belongings },
): Map<string, Collection<Row>> {
  const own = [roster.children, roster.memberships, identity.persons].map(({ native }) => native)
  const belonging = belongings.list.map(({ collection }) => collection)
  const kinds = [...perishables.kinds.values()].flatMap(({ collection, bearer }) =>
    bearer === undefined ? [collection] : [collection, bearer.collection],
  )
  return new Map([...own, ...belonging, ...kinds].map((one) => [one.collectionName, one]))
}
