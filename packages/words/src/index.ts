export { chooseLanguage, languages } from './languages.ts'
export { load, loadMail, loadOffice, type OfficeWords, type Words } from './load.ts'
