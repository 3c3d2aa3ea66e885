import { loadAsking, loadPublishing } from '@morgenkreis/words'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ data, parent }) => {
  const { language } = await parent()
  const texts = await loadAsking(language)
  if (data.scheduled.length === 0 && !data.cancelled) return { ...data, texts, waiting: null }
  const { default: Part } = await import('#lib/features/announcements/Scheduled.svelte')
  return { ...data, texts, waiting: { Part, texts: await loadPublishing(language) } }
}
