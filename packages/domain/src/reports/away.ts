import type { Away } from '@morgenkreis/protocol'

/** Is the child here today, only later? It is if nothing else says that it is away. */
export const comesLater = (away: readonly Pick<Away, 'reason'>[]): boolean =>
  away.length > 0 && away.every(({ reason }) => reason === 'late')
