import { loadAccount } from '@morgenkreis/words'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ data, parent }) => ({
  ...data,
  account: await loadAccount((await parent()).language),
})
