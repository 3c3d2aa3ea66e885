import { counted } from '../counts.ts'
import type { Outcome } from '../outcome.ts'
import type { Difference } from '../record.ts'

/**
 * What no day goes without, however short: each chapter begins with it. A scene for which nobody fits ends in silence, so
 * that only the counts tell whether there was anything to judge.
 */
export const always = [
  ...(['announcements', 'urgent', 'scheduled', 'comments', 'messages', 'messagesFromOutbox'] as const),
  ...(['conversations', 'edits', 'removals', 'reported', 'polls', 'anonymousPolls', 'votes'] as const),
  ...(['confirmations', 'reminders', 'sickNotes', 'sickNotesSeen', 'sickNotesChanged', 'absences'] as const),
  ...(['read', 'opened', 'dropped', 'returned', 'removedMembers', 'handedOver', 'muted', 'locked'] as const),
  ...(['childrenJoined', 'childrenLeft', 'mails', 'notifications', 'heldBack', 'pushes', 'heard', 'reread'] as const),
] as const satisfies readonly (keyof Outcome)[]

export type Played = Pick<Outcome, (typeof always)[number] | 'refused'>

/** Was there a day at all? Whatever never happened was never judged either. */
export function judgePlayed(played: Played): Difference[] {
  const never: string[] = always.filter((name) => played[name] === 0).map(counted)
  if (Object.keys(played.refused).length === 0) never.push('refusals')
  return never.map((what) => ({ kind: 'unplayed', who: 'the day', what: `without ${what}` }))
}
