export { chooseLanguage, languages } from './languages.ts'
export {
  load,
  loadHolds,
  loadAccount,
  loadKeeping,
  loadMail,
  loadOffice,
  loadPolls,
  loadPush,
  loadReports,
  loadTalk,
  type HoldWords,
  type AccountWords,
  type KeepingWords,
  loadAudit,
  loadModeration,
  type AuditWords,
  type ModerationWords,
  type OfficeWords,
  type PollWords,
  type PushWords,
  type ReportWords,
  type TalkWords,
  type Words,
} from './load.ts'
export { loadAsking, loadPublishing, type AskingWords, type PublishingWords } from './load-lazily.ts'
export { loadOutreach, type OutreachWords } from './load-lazily.ts'
export { loadQuietHours, type QuietHoursWords } from './load-lazily.ts'
export { loadClosings, type ClosingWords } from './load-lazily.ts'
export { ring } from './ring.ts'
