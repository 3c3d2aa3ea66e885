export { chooseLanguage, languages } from './languages.ts'
export {
  load,
  loadKeeping,
  loadOffice,
  loadPolls,
  loadReports,
  loadTalk,
  type KeepingWords,
  type OfficeWords,
  type PollWords,
  type ReportWords,
  type TalkWords,
  type Words,
} from './load.ts'
export { loadAsking, loadPublishing, type AskingWords, type PublishingWords } from './load-lazily.ts'
