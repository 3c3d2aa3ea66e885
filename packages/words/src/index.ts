export { chooseLanguage, languages } from './languages.ts'
export { load, loadOffice, loadTalk, type OfficeWords, type TalkWords, type Words } from './load.ts'
