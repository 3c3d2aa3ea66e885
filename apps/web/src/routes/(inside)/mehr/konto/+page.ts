import { loadAccount, loadKeeping } from '@morgenkreis/words'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ data, parent }) => {
  const { language } = await parent()
  const [account, { kinds }] = await Promise.all([loadAccount(language), loadKeeping(language)])
  return { ...data, account, kinds }
}
