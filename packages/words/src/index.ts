export { chooseLanguage, languages } from './languages.ts'
export {
  load,
  loadKeeping,
  loadOffice,
  loadPolls,
  loadTalk,
  type KeepingWords,
  type OfficeWords,
  type PollWords,
  type TalkWords,
  type Words,
} from './load.ts'
export { loadAsking, loadPublishing, type AskingWords, type PublishingWords } from './load-lazily.ts'
