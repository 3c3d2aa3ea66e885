import type { Language } from '@morgenkreis/protocol'
import type { de } from './de.ts'

/** All texts of one language, by feature. German is the model: what another language lacks does not compile. */
export type Words = typeof de

/** One lazy file per language. */
export async function load(language: Language): Promise<Words> {
  if (language === 'en') return (await import('./en.ts')).en
  return (await import('./de.ts')).de
}
