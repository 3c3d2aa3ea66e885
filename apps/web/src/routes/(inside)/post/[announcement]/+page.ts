import { holdFor } from '#lib/features/retention/hold.ts'
import { lockFor } from '#lib/features/moderation/lock.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ data, parent }) => {
  const { language, ...acting } = await parent()
  const { announcement, more: read } = data
  const more = read && (await import('#lib/features/confirmations/more.ts')).loadMore(language, read)
  const lock = 'gone' in announcement ? null : lockFor(acting, { groups: announcement.groups }, language)
  const hold = 'gone' in announcement ? null : holdFor(acting, language)
  return { ...data, more: await more, lock: await lock, hold: await hold }
}
