import type { Membership } from '@morgenkreis/domain'
import { operations, type OperationName } from '@morgenkreis/protocol'

/** How far somebody reads, whom they write to, that they voted, what they reported: on record, and nobody's business (K-40, K-41). */
const personal: ReadonlySet<OperationName> = new Set([
  'thread.mark',
  'announcement.open',
  'thread.acknowledge',
  'conversation.start',
  'conversation.pass',
  'poll.vote',
  'report.file',
  // Nobody's act: that something waited.
  'report.waiting',
])

/** Who reported what of a child is read by those with `health` alone; an absence must not differ from an illness (K-20). */
const ofChildrensDays = /^(?:sick-note|absence)\./

/** The operations that the page of the audit does not show to this membership. */
export const hiddenFrom = ({ rights }: Pick<Membership, 'rights'>): OperationName[] =>
  operations
    .map(({ name }) => name)
    .filter((name) => personal.has(name) || (ofChildrensDays.test(name) && !rights.includes('health')))
