import { loadAsking, loadPolls, loadReports } from '@morgenkreis/words'
import type { PageLoad } from './$types'

/** Only the team loads what shows who is here. */
export const load: PageLoad = async ({ data, parent }) => {
  const { language, facility, ...acting } = await parent()
  const texts = await loadAsking(language)
  const pollWords = data.polls === null ? null : await loadPolls(language)
  if (data.team === null) return { ...data, texts, pollWords, attendance: null }
  const [{ default: Attendance }, { offersToTalk }, reportWords] = await Promise.all([
    import('#lib/features/reports/Attendance.svelte'),
    import('#lib/features/chats/offers-to-talk.ts'),
    loadReports(language),
  ])
  return {
    ...data,
    texts,
    pollWords,
    attendance: { Attendance, talks: offersToTalk(acting, facility), texts: reportWords },
  }
}
