import { loadModeration } from '@morgenkreis/words'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ data, parent }) => ({
  ...data,
  texts: await loadModeration((await parent()).language),
})
