/** What is counted while the day is played, by the names that stand in the last line. */
export const noCounts = () => ({
  announcements: 0,
  urgent: 0,
  scheduled: 0,
  comments: 0,
  messages: 0,
  messagesFromOutbox: 0,
  conversations: 0,
  edits: 0,
  marks: 0,
  removals: 0,
  restored: 0,
  reported: 0,
  hidden: 0,
  revealed: 0,
  polls: 0,
  anonymousPolls: 0,
  votes: 0,
  changedVotes: 0,
  confirmations: 0,
  reminders: 0,
  sickNotes: 0,
  sickNotesSeen: 0,
  sickNotesChanged: 0,
  absences: 0,
  read: 0,
  opened: 0,
  dropped: 0,
  returned: 0,
  removedMembers: 0,
  handedOver: 0,
  muted: 0,
  locked: 0,
  childrenJoined: 0,
  childrenLeft: 0,
  mails: 0,
})
export type Counts = ReturnType<typeof noCounts>

const spoken: Partial<Record<keyof Counts, string>> = {
  messagesFromOutbox: 'of them written offline',
  anonymousPolls: 'of them anonymous',
  changedVotes: 'of them changed',
  sickNotes: 'sick notes',
  sickNotesSeen: 'seen',
  sickNotesChanged: 'sick notes changed',
  reported: 'reported',
  read: 'threads read',
  opened: 'opened',
  dropped: 'phones dropped off',
  returned: 'left and returned',
  removedMembers: 'members removed',
  handedOver: 'conversations handed over',
  muted: 'muted',
  childrenJoined: 'children joined',
  childrenLeft: 'children left',
}

/** What a count is called, for people. */
export const counted = (name: string): string => spoken[name as keyof Counts] ?? name

/** What came since, for people: `3 sick notes, 12 messages`. */
export function since(before: Counts, after: Counts): string {
  const names = Object.keys(before) as (keyof Counts)[]
  const more = names
    .map((name) => ({ name, count: after[name] - before[name] }))
    .filter(({ count }) => count > 0)
    .map(({ name, count }) => `${count} ${counted(name)}`)
  return more.join(', ') || 'nothing'
}
