import { loadAsking, loadPolls } from '@morgenkreis/words'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ data, parent }) => ({
  ...data,
  texts: await loadAsking((await parent()).language),
  pollWords: data.polls === null ? null : await loadPolls((await parent()).language),
})
