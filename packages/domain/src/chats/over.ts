import type { RefusalCode } from '@morgenkreis/protocol'
import type { FacilityPlace } from '../access/place.ts'

/**
 * Why nothing more is said in a conversation: of those between whom it was held nobody has the child here any more, or they
 * are no longer a household of it, just these. What was said stays theirs to read; whoever came later has a conversation of
 * its own (decision 12).
 */
export function overIn({ circle, parties = [], mode }: FacilityPlace): RefusalCode | null {
  if (circle !== 'conversation' || mode === 'open') return null
  return parties.length === 0 ? 'family-gone' : 'conversation-over'
}
