import type { WorldMembership } from '@morgenkreis/world'
import type { Player } from './cast.ts'
import { isStaff } from './hearing.ts'
import type { Hears } from './hearing.ts'

/**
 * Who reads a thing at any later time: whoever hears its place by then. `everything` of it, or, families, only what they heard
 * when it was said: a new member sees current announcements, and chat from joining on (decision 4).
 */
export interface Reading {
  readonly hears: Hears
  readonly families: 'everything' | 'what they heard'
}

/** Does this player read it now, under one hat or another? `audience`: who heard it. */
export function reads(
  { name, hats }: Pick<Player, 'name' | 'hats'>,
  { hears, families }: Reading,
  audience: ReadonlySet<string>,
): boolean {
  const fits = (hat: WorldMembership) => hears(hat) && (families === 'everything' || isStaff(hat) || audience.has(name))
  return hats.some(fits)
}
