import { loadHolds, loadKeeping } from '@morgenkreis/words'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ data, parent }) => {
  const { language } = await parent()
  const keeping = await loadKeeping(language)
  if (data.held === 0 && data.holds.length === 0 && !data.lifted) return { ...data, keeping, locked: null }
  const { default: Part } = await import('#lib/features/retention/HoldList.svelte')
  return { ...data, keeping, locked: { Part, texts: await loadHolds(language) } }
}
