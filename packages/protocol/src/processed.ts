import type { Module } from './facilities.ts'

const reported = { reports: ['author', 'at'], 'report-filings': ['person', 'reason', 'note', 'at'] } as const
const messages = ['author', 'text', 'proof', 'editedAt', 'at'] as const
const ofChildrensDays = [
  'author',
  'childMac',
  'content',
  'basis',
  'seenAt',
  'edition',
  'changedAt',
  'endedAt',
  'at',
] as const

/**
 * K-14: the personal data that each module stores, by collection and field. A test compares it with the schemas; what people read
 * of it stands in the words of the modules, and changes with it.
 */
export const processed = {
  announcements: {
    announcements: ['author', 'title', 'text', 'reason', 'proof', 'at'],
    'announcement-openings': ['person', 'at'],
    confirmations: ['child', 'guardian', 'at'],
    reminders: ['by', 'on', 'at'],
    ...reported,
  },
  comments: {
    comments: ['author', 'text', 'proof', 'at'],
    'comments-seen': ['person', 'upTo', 'at'],
    ...reported,
  },
  chat: {
    messages,
    'thread-marks': ['person', 'upTo', 'unread', 'at'],
    'chat-acknowledgements': ['membership', 'proof', 'at'],
    ...reported,
  },
  conversations: {
    messages,
    conversations: ['child', 'household', 'opened', 'partner', 'at'],
    'thread-marks': ['person', 'upTo', 'unread', 'at'],
  },
  polls: {
    polls: ['author', 'question', 'options', 'proof', 'at'],
    'poll-answers': ['children', 'together', 'answer', 'at'],
    'poll-participations': ['children', 'together', 'at'],
    'poll-tallies': ['counts', 'at'],
    ...reported,
  },
  'sick-notes': { 'sick-notes': ofChildrensDays },
  absences: { absences: ofChildrensDays },
} as const satisfies Record<Module, Readonly<Record<string, readonly string[]>>>
