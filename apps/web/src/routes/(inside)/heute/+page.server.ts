import { answer, signedIn } from '#lib/shell/answer.server.ts'
import { modulesOf } from '#lib/shell/modules.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: visit, url }) => {
  const { membership } = await signedIn(visit, url)
  const { facility, id } = membership
  const on = await modulesOf(visit, facility)
  // The cursors are read before the list: what happens in between is then told a second time, and never missed.
  const { rooms } = answer(await visit.gateway.call('room.list', { as: null, input: {} }), url)
  const post = on.includes('announcements')
    ? answer(await visit.gateway.call('announcement.list', { as: id, input: { facility } }), url)
    : null
  const polls = on.includes('polls')
    ? answer(await visit.gateway.call('poll.list', { as: id, input: { facility } }), url)
    : null
  const asked =
    post !== null && membership.role === 'guardian'
      ? answer(await visit.gateway.call('confirmation.list', { as: id, input: { facility } }), url)
      : null
  return { rooms, post, polls, asked }
}
