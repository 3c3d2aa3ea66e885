export { chooseLanguage, languages } from './languages.ts'
export { load, type Words } from './load.ts'
