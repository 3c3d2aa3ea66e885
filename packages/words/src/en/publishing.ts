import type { QuietHours as Quiet } from '@morgenkreis/protocol'
import type { publishing as German } from '../de/publishing.ts'

const span = ({ from, to, weekend }: Quiet) => `from ${from} to ${to}${weekend ? ', all day at weekends' : ''}`

export const publishing: typeof German = {
  write: {
    title: 'Write an announcement',
    to: 'Who receives it?',
    choose: 'Use these recipients',
    noGroups: 'Choose at least one group. Then you see how many families will read it.',
    heading: 'Heading',
    headingMissing: 'Give the announcement a heading.',
    text: 'Text',
    textMissing: 'Write what the families should know.',
    submit: 'Send announcement',
    next: 'It appears at once in the post of everyone named.',
    quiet: ({ hours }) =>
      `Quiet hours ${hours.map(span).join(' and ')}: devices ring only afterwards, except for what is urgent.`,
  },
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
    next: 'It goes out by itself at that time. Until then only the heads and staff who write there read it.',
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
      muted: 'Not sent: whoever wrote it was muted at that time.',
      'module-off': 'Not sent: announcements were switched off.',
    },
    urgent: ({ reason }) => `Urgent: ${reason}`,
    confirmation: {
      one: 'Asks for confirmation: one guardian for each child',
      all: 'Asks for confirmation: all guardians of each child',
    },
    draft: 'Take over as a draft',
    draftThis: ({ title }) => `Take over as a draft: ${title}`,
    draftHint: 'It no longer goes out by itself. As a draft you can change it and send it anew.',
    draftWaits: 'You are already writing another announcement. Send or empty that one first.',
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
  reach: {
    title: 'Whom it has reached',
    families: ({ opened, of }) =>
      of === 1 ? `${opened} of 1 family has opened it.` : `${opened} of ${of} families have opened it.`,
    asOf: ({ time }) => `As of ${time}`,
    again: 'Count again',
    missing: ({ count }) => `Not reached (${count})`,
    state: {
      open: 'Not opened yet',
      mailed: 'Not opened yet, an e-mail was sent',
      unreachable: 'No account',
    },
    note: {
      opened: 'opened',
      mailed: 'e-mail sent',
      open: 'not opened',
    },
    print: 'Print the list',
  },
}
