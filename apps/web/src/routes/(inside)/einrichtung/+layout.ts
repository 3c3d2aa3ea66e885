import { loadOffice } from '@morgenkreis/words'
import type { LayoutLoad } from './$types'

export const load: LayoutLoad = async ({ parent }) => ({ office: await loadOffice((await parent()).language) })
