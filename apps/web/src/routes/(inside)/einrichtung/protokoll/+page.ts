import { loadKeeping } from '@morgenkreis/words'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ data, parent }) => ({
  ...data,
  keeping: await loadKeeping((await parent()).language),
})
