import { holdFor } from '#lib/features/retention/hold.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ data, parent }) => {
  const { language, ...acting } = await parent()
  return { ...data, hold: await holdFor(acting, language) }
}
