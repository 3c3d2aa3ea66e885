import { loadHolds, loadKeeping } from '@morgenkreis/words'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ data, parent }) => {
  const { language } = await parent()
  const [keeping, locks] = await Promise.all([loadKeeping(language), loadHolds(language)])
  return { ...data, keeping, locks }
}
