import { answer, signedIn } from '#lib/shell/answer.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: visit, url }) => {
  const { membership } = await signedIn(visit, url)
  const { facility, id } = membership
  // The cursors are read before the list: what happens in between is then told a second time, and never missed.
  const { rooms } = answer(await visit.gateway.call('room.list', { as: null, input: {} }), url)
  const post = answer(await visit.gateway.call('announcement.list', { as: id, input: { facility } }), url)
  return { rooms, post }
}
