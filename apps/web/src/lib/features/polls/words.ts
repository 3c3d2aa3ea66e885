import { createContext } from 'svelte'
import type { PollWords } from '@morgenkreis/words'

/** The texts of the pages of polls; their layout sets them once. */
export const [pollWords, setPollWords] = createContext<PollWords>()
