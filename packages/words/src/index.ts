export { chooseLanguage, languages } from './languages.ts'
export { load, loadKeeping, loadOffice, type KeepingWords, type OfficeWords, type Words } from './load.ts'
