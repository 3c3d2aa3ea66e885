import { loadReports } from '@morgenkreis/words'
import type { PageLoad } from './$types'

/** Only the team loads what shows who is here. */
export const load: PageLoad = async ({ data, parent }) => {
  if (data.team === null) return { ...data, attendance: null }
  const [{ default: Attendance }, texts] = await Promise.all([
    import('#lib/features/reports/Attendance.svelte'),
    loadReports((await parent()).language),
  ])
  return { ...data, attendance: { Attendance, texts } }
}
