import { createContext } from 'svelte'
import type { Language } from '@morgenkreis/protocol'
import type { Words } from '@morgenkreis/words'

/** The texts and the language of the page; the root layout sets them once. */
export const [spoken, speak] = createContext<{ words: Words; language: Language }>()
