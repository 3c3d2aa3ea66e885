import { loadClosings } from '@morgenkreis/words'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ data, parent }) => ({
  ...data,
  texts: await loadClosings((await parent()).language),
})
