import { loadTalk } from '@morgenkreis/words'
import type { LayoutLoad } from './$types'

export const load: LayoutLoad = async ({ parent }) => ({ talk: await loadTalk((await parent()).language) })
