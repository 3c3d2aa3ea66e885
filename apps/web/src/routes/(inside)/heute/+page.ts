import type { Language } from '@morgenkreis/protocol'
import { loadAsking, loadClosings, loadPolls, loadReports } from '@morgenkreis/words'
import type { PageLoad } from './$types'

/** Only the team loads what shows who is here, and nobody what says that it is closed unless it soon is. */
export const load: PageLoad = async ({ data, parent }) => {
  const { language, facility, ...acting } = await parent()
  const texts = await loadAsking(language)
  const pollWords = data.polls === null ? null : await loadPolls(language)
  const closing = data.closed.length === 0 ? null : await closingsFor(language)
  if (data.team === null) return { ...data, texts, pollWords, closing, attendance: null }
  const [{ default: Attendance }, { offersToTalk }, reportWords] = await Promise.all([
    import('#lib/features/reports/Attendance.svelte'),
    import('#lib/features/chats/offers-to-talk.ts'),
    loadReports(language),
  ])
  return {
    ...data,
    texts,
    pollWords,
    closing,
    attendance: { Attendance, talks: offersToTalk(acting, facility), texts: reportWords },
  }
}

async function closingsFor(language: Language) {
  const [{ default: ClosingLines }, texts] = await Promise.all([
    import('#lib/features/closings/ClosingLines.svelte'),
    loadClosings(language),
  ])
  return { ClosingLines, texts }
}
