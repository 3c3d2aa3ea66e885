import type { PageLoad } from './$types'

export const load: PageLoad = async ({ data, parent }) => {
  const read = data.more
  const more = read && (await import('#lib/features/confirmations/more.ts')).loadMore((await parent()).language, read)
  return { ...data, more: await more }
}
