import { mayKnowOfHold } from '@morgenkreis/domain'
import { holdFor } from '#lib/features/retention/hold.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ data, parent }) => {
  const { language, ...acting } = await parent()
  return { ...data, hold: mayKnowOfHold(acting.membership, 'sick-note') ? await holdFor(acting, language) : null }
}
