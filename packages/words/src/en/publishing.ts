import type { publishing as German } from '../de/publishing.ts'

export const publishing: typeof German = {
  more: 'More: confirmation, send later, urgent',
  confirmation: {
    legend: 'Confirmation of reading',
    none: 'None',
    one: 'One guardian of each child',
    all: 'All guardians of each child',
    hint: 'You then see for which children it is confirmed, and can send a reminder once a day.',
  },
  later: {
    label: 'Send later',
    hint: 'Empty means now. The time is that of the Kita, at most 90 days ahead.',
    next: 'It goes out by itself at that time. Until then nobody else sees it.',
    submit: 'Schedule announcement',
  },
  urgent: {
    label: 'Urgent',
    reason: 'Why is it urgent?',
    hint: 'All recipients read the reason above the announcement.',
    reasonMissing: 'State the reason. Without it nothing is sent as urgent.',
  },
  scheduled: {
    title: 'Scheduled',
    at: ({ when }) => `Scheduled for ${when}`,
    wasFor: ({ when }) => `Was scheduled for ${when}`,
    stored: 'The announcement is scheduled. It goes out by itself.',
    held: {
      'no-right': 'Not sent: whoever wrote it may no longer write here.',
      'module-off': 'Not sent: announcements were switched off.',
    },
    cancel: 'Do not send',
    cancelThis: ({ title }) => `Do not send: ${title}`,
    confirm: 'Do not send this announcement?',
    means: 'It will be deleted. No recipient has seen it.',
    cancelled: 'The scheduled announcement will not be sent.',
  },
  progress: {
    title: 'Confirmations',
    one: 'One guardian is enough for each child.',
    all: 'All guardians of a child confirm.',
    state: { confirmed: 'Confirmed', open: 'Open', unreachable: 'Not reachable' },
    unreachableHint: 'No guardian of these children has an account yet. Please talk to the families in person.',
    share: ({ confirmed, of }) => `${confirmed} of ${of}`,
    remind: 'Send a reminder',
    reminds: 'Everybody who has not confirmed yet gets a reminder. This is possible once a day.',
    reminded: 'A reminder went out today.',
    nobody: 'There is no child in these groups.',
  },
}
