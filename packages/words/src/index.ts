export { chooseLanguage, languages } from './languages.ts'
export {
  load,
  loadOffice,
  loadPolls,
  loadTalk,
  loadModeration,
  type ModerationWords,
  type OfficeWords,
  type PollWords,
  type TalkWords,
  type Words,
} from './load.ts'
