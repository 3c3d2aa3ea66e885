import { createContext } from 'svelte'
import type { Language } from '@morgenkreis/protocol'
import type { OfficeWords, PushWords, TalkWords, Words } from '@morgenkreis/words'

/** The texts and the language of the page; the root layout sets them once. */
export const [spoken, speak] = createContext<{ words: Words; language: Language }>()

/** The texts of the pages from which a facility is run; their layout sets them once. */
export const [officeWords, setOfficeWords] = createContext<OfficeWords>()

/** The texts of chats and conversations; the pages of these set them once. */
export const [talkWords, setTalkWords] = createContext<TalkWords>()
/** The texts about notifications; the pages that have them set them once. */
export const [pushWords, setPushWords] = createContext<PushWords>()
