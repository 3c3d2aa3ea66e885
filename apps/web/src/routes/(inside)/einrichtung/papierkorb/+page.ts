import { loadKeeping } from '@morgenkreis/words'
import { holdFor } from '#lib/features/retention/hold.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ data, parent }) => {
  const { language, ...acting } = await parent()
  const [keeping, hold] = await Promise.all([loadKeeping(language), holdFor(acting, language)])
  return { ...data, keeping, hold }
}
