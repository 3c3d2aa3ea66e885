import { placeOf } from '#lib/features/chats/writing.ts'
import { lockFor } from '#lib/features/moderation/lock.ts'
import { holdFor } from '#lib/features/retention/hold.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ data, parent }) => {
  const { language, ...acting } = await parent()
  const [lock, hold] = await Promise.all([
    lockFor(acting, placeOf(data.read.thread, acting.membership), language),
    holdFor(acting, language),
  ])
  return { ...data, lock, hold }
}
