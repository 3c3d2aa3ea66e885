import { loadReports } from '@morgenkreis/words'
import type { LayoutLoad } from './$types'

export const load: LayoutLoad = async ({ parent }) => ({ reports: await loadReports((await parent()).language) })
