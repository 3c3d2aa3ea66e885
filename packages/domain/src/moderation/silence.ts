import type { Circle, RefusalCode } from '@morgenkreis/protocol'
import type { Membership } from '../access/membership.ts'

const longestMs = 30 * 24 * 60 * 60 * 1000

/** Until when somebody is muted: from now on, for thirty days at most. */
export function mutedUntil(until: string, now: Date): Date | RefusalCode {
  const at = new Date(until)
  const ms = at.getTime() - now.getTime()
  return ms > 0 && ms <= longestMs ? at : 'mute-out-of-range'
}

/** It ends by the clock, with nothing to be done. */
export const isMuted = ({ mutedUntil: until }: Pick<Membership, 'mutedUntil'>, now: Date): boolean =>
  until !== undefined && until > now

/** Why somebody may say nothing there now, although it has the right to. A conversation with staff stays open. */
export function silenced(
  who: Pick<Membership, 'mutedUntil'>,
  { circle, locked }: { circle?: Circle | undefined; locked: boolean },
  now: Date,
): RefusalCode | null {
  if (circle === 'conversation') return null
  if (locked) return 'locked'
  return isMuted(who, now) ? 'muted' : null
}
