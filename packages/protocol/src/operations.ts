import type { z } from 'zod'
import { listAnnouncements, publishAnnouncement, readAnnouncement, removeAnnouncement } from './announcements.ts'
import { cancelAnnouncement, listScheduled } from './announcements.ts'
import { previewAudience } from './audience.ts'
import { changeChild, joinChild, leaveChild, listChildren } from './children.ts'
import {
  acknowledgeThread,
  editMessage,
  listMessages,
  listThreads,
  markThread,
  readThread,
  removeMessage,
  restoreMessage,
  sendMessage,
  switchChat,
  typeInThread,
} from './chats.ts'
import { listHouseholds, passConversation, startConversation } from './conversations.ts'
import { listComments, publishComment, removeComment, seeComment } from './comments.ts'
import { listUnopened, openAnnouncement, readReach } from './openings.ts'
import { confirmAnnouncement, listConfirmations, readProgress, remindOfAnnouncement } from './confirmations.ts'
import { describeGroup, grantRights, listMembers, readFacility, removeMembership, switchModule } from './facilities.ts'
import type { Operation, PlaceKind } from './operation.ts'
import { closePoll, listPolls, publishPoll, readPoll, removePoll, votePoll } from './polls.ts'
import type { Always, OnChange } from './refusals.ts'
import {
  arrivedPush,
  listPush,
  openPush,
  preferPush,
  pushKey,
  subscribePush,
  testPush,
  unsubscribePush,
} from './push.ts'
import { listRooms, syncRooms } from './rooms.ts'
import { addClosing, changeClosing, listClosings, removeClosing } from './closings.ts'
import { closeSession, openSession, readSession } from './sessions.ts'
import { deleteAccount, readOwn } from './account.ts'
import { restoreAnnouncement } from './announcements.ts'
import { listAudit } from './audit.ts'
import { restorePoll } from './polls.ts'
import { restoreComment } from './comments.ts'
import { readQuietHours, setQuietHours } from './quiet-hours.ts'
import { liftHold, listHolds, placeHold } from './holds.ts'
import { previewRetention, readRetention, setRetention } from './retention.ts'
import { describeFacility } from './contact.ts'
import { listTrash } from './trash.ts'
import { changeAbsence, listAbsences, removeAbsence, reportAbsence, seeAbsence } from './absences.ts'
import { listPresence, listWaiting } from './presence.ts'
import { keptReports } from './reports.ts'
import {
  changeSickNote,
  listSickNotes,
  recoverSickNote,
  removeSickNote,
  reportSickNote,
  seeSickNote,
} from './sick-notes.ts'
import {
  fileReport,
  listReports,
  lockThread,
  muteMember,
  settleReport,
  unlockThread,
  unmuteMember,
} from './moderation.ts'

/** Everything that can be asked. */
export const operations = [
  openSession,
  closeSession,
  readSession,
  listRooms,
  syncRooms,
  readFacility,
  listMembers,
  removeMembership,
  describeGroup,
  grantRights,
  switchModule,
  listChildren,
  joinChild,
  changeChild,
  leaveChild,
  previewAudience,
  publishAnnouncement,
  listAnnouncements,
  readAnnouncement,
  removeAnnouncement,
  publishComment,
  listComments,
  seeComment,
  removeComment,
  switchChat,
  listThreads,
  readThread,
  markThread,
  acknowledgeThread,
  listMessages,
  sendMessage,
  editMessage,
  removeMessage,
  listHouseholds,
  startConversation,
  passConversation,
  typeInThread,
  restoreMessage,
  publishPoll,
  listPolls,
  readPoll,
  votePoll,
  closePoll,
  removePoll,
  listScheduled,
  cancelAnnouncement,
  confirmAnnouncement,
  listConfirmations,
  readProgress,
  remindOfAnnouncement,
  restoreAnnouncement,
  restoreComment,
  restorePoll,
  listTrash,
  readRetention,
  setRetention,
  previewRetention,
  readQuietHours,
  setQuietHours,
  placeHold,
  listHolds,
  liftHold,
  listAudit,
  readOwn,
  deleteAccount,
  reportSickNote,
  listSickNotes,
  changeSickNote,
  recoverSickNote,
  seeSickNote,
  removeSickNote,
  reportAbsence,
  listAbsences,
  changeAbsence,
  seeAbsence,
  removeAbsence,
  keptReports,
  listPresence,
  listWaiting,
  pushKey,
  subscribePush,
  unsubscribePush,
  listPush,
  preferPush,
  testPush,
  openPush,
  arrivedPush,
  fileReport,
  listReports,
  settleReport,
  muteMember,
  unmuteMember,
  lockThread,
  unlockThread,
  describeFacility,
  openAnnouncement,
  listUnopened,
  readReach,
  listClosings,
  addClosing,
  changeClosing,
  removeClosing,
] as const

type Declared = (typeof operations)[number]
export type OperationName = Declared['name']
export type OperationNamed<Name extends OperationName> = Extract<Declared, { name: Name }>
/** The names of the operations that happen at places of this kind: the rows of its table. */
export type OperationsAt<At extends PlaceKind> = Extract<Declared, { at: At }>['name']
export type LiveOperationName = Extract<Declared, { live: true }>['name']
export type ChangingOperationName = Extract<Declared, { changes: true }>['name']

export type InputOf<Name extends OperationName> = z.output<OperationNamed<Name>['input']>
export type OutputOf<Name extends OperationName> = z.output<OperationNamed<Name>['output']>
export type RefusalOf<Name extends OperationName> =
  OperationNamed<Name>['refuses'][number] | Always | (OperationNamed<Name>['changes'] extends true ? OnChange : never)

export const operationNamed = new Map<string, Operation>(operations.map((declared) => [declared.name, declared]))
