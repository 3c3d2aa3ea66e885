import { lockFor } from '#lib/features/moderation/lock.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ data, parent }) => {
  const { announcement } = data
  const { language, ...acting } = await parent()
  return {
    ...data,
    lock: 'gone' in announcement ? null : await lockFor(acting, { groups: announcement.groups }, language),
  }
}
