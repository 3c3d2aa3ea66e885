import type { Language } from '@morgenkreis/protocol'

/** Every language by its own name, German first. */
export const languages: Record<Language, string> = { de: 'Deutsch', en: 'English' }

const isLanguage = (tag: string): tag is Language => Object.hasOwn(languages, tag)

/** The language somebody chose, else the best of the browser's wishes (an Accept-Language header), else German. */
export function chooseLanguage(chosen: string | undefined, wishes: string | null): Language {
  if (chosen !== undefined && isLanguage(chosen)) return chosen
  const ranked = (wishes ?? '')
    .split(',')
    .map((wish) => {
      const [tag = '', ...parameters] = wish.trim().toLowerCase().split(';')
      const weight = parameters.find((parameter) => parameter.trim().startsWith('q='))
      return { tag: tag.split('-')[0] ?? '', weight: weight === undefined ? 1 : Number(weight.trim().slice(2)) }
    })
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight)
  return ranked.map(({ tag }) => tag).find(isLanguage) ?? 'de'
}
