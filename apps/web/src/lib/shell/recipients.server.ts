import { Groups, type OwnMembership } from '@morgenkreis/protocol'

/** The recipients that were named; null for none, or for what is no group at all. */
export function recipients(values: readonly string[]): Groups | null {
  const named = Groups.safeParse(values.includes('all') ? 'all' : [...new Set(values)])
  return named.success ? named.data : null
}

/** Who may write to one group only need not choose it. */
export const onlyGroup = ({ groups }: OwnMembership) => (groups !== 'all' && groups.length === 1 ? groups : null)
