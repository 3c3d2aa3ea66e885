import { load as loadWords } from '@morgenkreis/words'
import type { LayoutLoad } from './$types'

export const load: LayoutLoad = async ({ data }) => ({ ...data, words: await loadWords(data.language) })
