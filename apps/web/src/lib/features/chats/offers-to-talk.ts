import type { Facility, Groups } from '@morgenkreis/protocol'
import { offers, type Acting } from '#lib/shell/offers.ts'

/** Whether somebody may begin a conversation: a family about its own children, staff where it writes. */
export function offersToTalk(acting: Acting, { modules }: Facility): boolean {
  if (!modules.includes('conversations')) return false
  const { groups } = acting.membership
  const children = acting.membership.children.map(({ id }) => id)
  const places: Groups[] = groups === 'all' ? ['all'] : groups.map((group) => [group])
  return places.some((place) => offers(acting, 'conversation.start', { groups: place, children }))
}
