import { loadPublishing } from '@morgenkreis/words'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ data, parent }) => ({
  ...data,
  publishing: await loadPublishing((await parent()).language),
})
