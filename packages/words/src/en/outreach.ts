import type { outreach as German } from '../de/outreach.ts'

export const outreach: typeof German = {
  as: {
    team: 'You write for the team of the group: everybody in the team reads along and can answer.',
    head: 'You write as the head. The team of the group does not read along.',
  },
  which: 'Which child is it about?',
  filter: 'By group',
  everyGroup: 'All',
  noGuardian: 'No guardian has signed up yet',
  none: 'There is no child here about whom you could write.',
  noneNext: 'You need the right to write in the child’s group.',
  other: 'Choose another child',
  about: ({ child }) => `Conversation about ${child}`,
  to: 'To whom?',
  apart: 'These guardians live apart: each side has a conversation of its own and sees nothing of the other.',
  readers: {
    team: ({ names }) => `Only ${names} and the team of the group read it.`,
    head: ({ names }) => `Only ${names} and the head read it.`,
  },
  chosen: 'those chosen above',
  open: ({ names }) => `There is a conversation with ${names} already. Your message is added to it.`,
  toThread: 'Open the conversation',
  passed: {
    team: ({ names }) => `The team handed the conversation with ${names} over to the head, who answers it now.`,
    head: ({ names }) => `The head handed the conversation with ${names} over to the team, which answers it now.`,
  },
  toOne: 'Send to this side',
}
