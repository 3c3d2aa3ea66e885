import { loadAccount, loadKeeping, loadReports } from '@morgenkreis/words'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ data, parent }) => {
  const { language } = await parent()
  const [account, { kinds }, reportTexts] = await Promise.all([
    loadAccount(language),
    loadKeeping(language),
    data.reports.length === 0 ? undefined : loadReports(language),
  ])
  return { ...data, account, kinds, reportTexts }
}
