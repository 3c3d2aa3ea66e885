export { chooseLanguage, languages } from './languages.ts'
export { load, loadMail, loadOffice, loadPush, type OfficeWords, type PushWords, type Words } from './load.ts'
export { ring } from './ring.ts'
