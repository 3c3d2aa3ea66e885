import type { HoldableKind } from '@morgenkreis/protocol'
import type { Membership } from './access/membership.ts'

const ofChildren: readonly HoldableKind[] = ['sick-note', 'absence']

/**
 * May somebody who locks and lifts here know of locks of this kind? What was reported of a child only with `health` (K-20); an
 * absence, too, since it must not differ from an illness.
 */
export const mayKnowOfHold = ({ rights }: Pick<Membership, 'rights'>, kind: HoldableKind): boolean =>
  !ofChildren.includes(kind) || rights.includes('health')
