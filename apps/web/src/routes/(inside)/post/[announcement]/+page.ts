import type { PageLoad } from './$types'

export const load: PageLoad = async ({ data, parent }) => {
  const { announcement, asked, progress } = data
  const reason = 'gone' in announcement ? undefined : announcement.reason
  if (asked === null && progress === null && reason === undefined) return { ...data, more: null }
  const { loadMore } = await import('#lib/features/confirmations/more.ts')
  return { ...data, more: await loadMore((await parent()).language, { asked, progress, reason }) }
}
