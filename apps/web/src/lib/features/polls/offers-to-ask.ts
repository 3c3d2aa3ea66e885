import type { Groups } from '@morgenkreis/protocol'
import { offers, type Acting } from '#lib/shell/offers.ts'

/** Whether somebody may ask a poll anywhere: in the own groups, or in one of them. */
export function offersToAsk(acting: Acting): boolean {
  const { groups } = acting.membership
  const places: Groups[] = groups === 'all' ? ['all'] : groups.map((group) => [group])
  return places.some((place) => offers(acting, 'poll.publish', { groups: place }))
}
