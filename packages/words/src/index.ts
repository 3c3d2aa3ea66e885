export { chooseLanguage, languages } from './languages.ts'
export { load, loadOffice, type OfficeWords, type Words } from './load.ts'
export { loadAsking, loadPublishing, type AskingWords, type PublishingWords } from './load-lazily.ts'
