import { edit, markRead, takeBack } from './scenes/changing-talk.ts'
import { drop, leaveAndReturn, read } from './scenes/coming-and-going.ts'
import { confirm, remind } from './scenes/confirming.ts'
import { converse } from './scenes/conversing.ts'
import { handOver } from './scenes/handing-over.ts'
import { join, leave, leaveSibling } from './scenes/joining-and-leaving.ts'
import { mutedNoMore, mutedTalksToStaff, refusedAllSilenced, refusedSilenced } from './scenes/refusing-silenced.ts'
import { lock, mute, unlock, unmute } from './scenes/silencing.ts'
import { moderate } from './scenes/moderating.ts'
import { closePoll, removePoll, vote } from './scenes/polling.ts'
import { announce, announceUrgently, ask, comment } from './scenes/publishing.ts'
import { refusedReport } from './scenes/refusing-reports.ts'
import { refusedInChat } from './scenes/refusing-talk.ts'
import { refusedVote, voteTooLate } from './scenes/refusing-votes.ts'
import { refused } from './scenes/refusing.ts'
import { removeAnnouncement, removeComment, removeMember } from './scenes/removing.ts'
import { changeIll, recoverIll, removeIll, reportAbsent, reportByPhone, reportIll, see } from './scenes/reporting.ts'
import { say, sayOffline } from './scenes/talking.ts'

export const scenes = {
  ...{ announce, announceUrgently, ask, comment, refused, read, removeComment, removeAnnouncement, removeMember },
  ...{
    drop,
    leaveAndReturn,
    confirm,
    remind,
    converse,
    moderate,
    vote,
    closePoll,
    removePoll,
    refusedVote,
    voteTooLate,
  },
  ...{ refusedReport, reportIll, reportByPhone, reportAbsent, see, changeIll, recoverIll, removeIll },
  ...{ say, sayOffline, edit, takeBack, markRead, refusedInChat },
  ...{ refusedSilenced, refusedAllSilenced, mutedTalksToStaff, mutedNoMore },
} as const
export type SceneName = keyof typeof scenes

/** What changes who hears what, or who may say something: between chapters, when it is certain what was heard until then. */
export const turns = { handOver, join, leave, leaveSibling, mute, unmute, lock, unlock } as const
export type TurnName = keyof typeof turns

export interface Chapter {
  /** What the Kita's clock shows when it begins. */
  readonly at: string
  /** So much of the whole time. */
  readonly share: number
  /** What turns before it begins. */
  readonly turns?: readonly TurnName[]
  /** What happens in any case, so that a short day has all of it. */
  readonly first: readonly SceneName[]
  /** How often each of the others is played, in relation to the others. */
  readonly weights: Partial<Record<SceneName, number>>
  /** Scenes in relation to the usual pace. */
  readonly pace?: number
}

const phones = { drop: 7, leaveAndReturn: 5, read: 8 }
const talk = { say: 30, sayOffline: 6, edit: 5, takeBack: 4, markRead: 6, converse: 6, refusedInChat: 5 }
const post = { announce: 3, comment: 30, refused: 6, removeComment: 4, removeAnnouncement: 1 }

/** A day of the Kita; between two chapters everybody has got there, and the clock moves on. */
// prettier-ignore
export const chapters: readonly Chapter[] = [
  { at: '06:40', share: 0.1, pace: 0.7, first: ['reportIll', 'reportIll', 'reportIll', 'reportAbsent', 'announceUrgently'],
    weights: { ...phones, reportIll: 5, reportAbsent: 4, refusedReport: 8, changeIll: 3, announce: 2, converse: 6 } },
  { at: '07:20', share: 0.1, pace: 0.8, first: ['see', 'reportByPhone', 'see', 'announce', 'changeIll', 'recoverIll', 'removeIll'],
    weights: { ...phones, see: 14, reportIll: 2, reportByPhone: 2, reportAbsent: 2, changeIll: 4, recoverIll: 3, removeIll: 3, refusedReport: 5, announce: 3, say: 16 } },
  { at: '08:30', share: 0.14, first: ['ask', 'ask', 'announce', 'announce', 'sayOffline', 'sayOffline'],
    weights: { ...phones, ...post, ...talk, confirm: 12, ask: 1, see: 3 } },
  { at: '10:00', share: 0.14, turns: ['handOver', 'leave', 'leaveSibling', 'join', 'join'], first: ['removeMember', 'converse', 'sayOffline', 'edit', 'confirm', 'confirm'],
    weights: { ...phones, ...post, ...talk, confirm: 14 } },
  { at: '12:00', share: 0.14, turns: ['handOver', 'handOver', 'mute', 'mute', 'mute', 'lock'], first: ['vote', 'vote', 'vote', 'takeBack', 'mutedTalksToStaff', 'refusedAllSilenced'],
    weights: { ...phones, vote: 40, refusedVote: 7, say: 14, refusedSilenced: 8, mutedTalksToStaff: 4, sayOffline: 4, edit: 3, confirm: 8, comment: 8 } },
  { at: '14:30', share: 0.14, turns: ['handOver', 'unmute'], first: ['mutedNoMore', 'refusedAllSilenced', 'vote', 'closePoll', 'removePoll', 'removeMember', 'moderate', 'moderate'],
    weights: { ...phones, ...post, ...talk, vote: 25, refusedVote: 5, refusedSilenced: 6, moderate: 6, remind: 2 } },
  { at: '16:10', share: 0.08, turns: ['unlock'], first: ['mutedNoMore', 'mutedNoMore', 'voteTooLate', 'voteTooLate', 'remind', 'remind', 'moderate'],
    weights: { ...phones, ...post, ...talk, refusedVote: 8, moderate: 8, remind: 3, confirm: 8 } },
  { at: '17:50', share: 0.08, turns: ['leaveSibling', 'leave', 'handOver'], first: ['announce', 'say', 'comment', 'sayOffline'],
    weights: { ...phones, ...talk, comment: 15, announce: 2 } },
  { at: '19:40', share: 0.08, first: ['announce', 'announceUrgently', 'say', 'say', 'comment', 'sayOffline'],
    weights: { ...phones, ...talk, comment: 12, announce: 3 } },
]

/** Polls are asked for at noon, and are over at four. */
export const pollsAskedAt = '12:00'
export const pollsOverAt = '16:00'
/** What was scheduled in the morning goes out at ten. */
export const scheduledAt = '08:30'
export const dueAt = '10:00'
/** An hour and a half after the groups opened the head learns where something waits. */
export const waitingAt = '08:30'
/** The next morning, when quiet hours are over. */
export const nextMorning = '06:31'
