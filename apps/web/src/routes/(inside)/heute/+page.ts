import { loadPolls } from '@morgenkreis/words'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ data, parent }) => ({
  ...data,
  pollWords: data.polls === null ? null : await loadPolls((await parent()).language),
})
