import { placeOf } from '#lib/features/chats/writing.ts'
import { lockFor } from '#lib/features/moderation/lock.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ data, parent }) => {
  const { language, ...acting } = await parent()
  return { ...data, lock: await lockFor(acting, placeOf(data.read.thread, acting.membership), language) }
}
