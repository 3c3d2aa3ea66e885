import { loadPolls } from '@morgenkreis/words'
import type { LayoutLoad } from './$types'

export const load: LayoutLoad = async ({ parent }) => ({ texts: await loadPolls((await parent()).language) })
