import type { FacilityId, Module } from '@morgenkreis/protocol'
import { answer, signedIn } from '#lib/shell/answer.server.ts'
import type { Visit } from '#lib/shell/visit.server.ts'
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
  const asked =
    post !== null && membership.role === 'guardian'
      ? answer(await visit.gateway.call('confirmation.list', { as: id, input: { facility } }), url)
      : null
  return { rooms, post, asked }
}

async function modulesOf(visit: Visit, facility: FacilityId): Promise<readonly Module[]> {
  return (await visit.session())?.facilities.find(({ id }) => id === facility)?.modules ?? []
}
