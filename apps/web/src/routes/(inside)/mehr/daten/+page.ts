import { loadOffice } from '@morgenkreis/words'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ parent }) => ({
  texts: (await loadOffice((await parent()).language)).modules,
})
