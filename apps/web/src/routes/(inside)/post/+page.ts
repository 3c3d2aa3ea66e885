import { loadAsking, loadPolls, loadPublishing } from '@morgenkreis/words'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ data, parent }) => {
  const { language } = await parent()
  const texts = await loadAsking(language)
  const pollWords = data.polls === null ? null : await loadPolls(language)
  if (data.scheduled.length === 0 && !data.cancelled) return { ...data, texts, pollWords, waiting: null }
  const { default: Part } = await import('#lib/features/announcements/Scheduled.svelte')
  return { ...data, texts, pollWords, waiting: { Part, texts: await loadPublishing(language) } }
}
