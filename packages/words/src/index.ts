export { chooseLanguage, languages } from './languages.ts'
export {
  load,
  loadOffice,
  loadReports,
  loadTalk,
  type OfficeWords,
  type ReportWords,
  type TalkWords,
  type Words,
} from './load.ts'
