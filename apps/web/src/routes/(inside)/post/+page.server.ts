import { AnnouncementId } from '@morgenkreis/protocol'
import { answer, signedIn } from '#lib/shell/answer.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: visit, url }) => {
  const { membership } = await signedIn(visit, url)
  const { facility, id } = membership
  const before = AnnouncementId.safeParse(url.searchParams.get('vor'))
  const input = { facility, ...(before.success && { before: before.data }) }
  // The cursors are read before the list: what happens in between is then told a second time, and never missed.
  const { rooms } = answer(await visit.gateway.call('room.list', { as: null, input: {} }), url)
  const post = answer(await visit.gateway.call('announcement.list', { as: id, input }), url)
  const threads = answer(await visit.gateway.call('thread.list', { as: id, input: { facility } }), url)
  return {
    rooms,
    post,
    threads,
    before: before.success ? before.data : null,
    child: url.searchParams.get('kind'),
    group: url.searchParams.get('gruppe'),
  }
}
