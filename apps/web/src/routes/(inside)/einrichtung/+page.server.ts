import { fail, redirect } from '@sveltejs/kit'
import { MembershipId } from '@morgenkreis/protocol'
import { answer, signedIn, statusOf } from '#lib/shell/answer.server.ts'
import { newRequest } from '#lib/shell/entered.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: visit, url }) => {
  const { membership } = await signedIn(visit, url)
  const { facility, id } = membership
  // The cursors are read before the list: what happens in between is then told a second time, and never missed.
  const { rooms } = answer(await visit.gateway.call('room.list', { as: null, input: {} }), url)
  const list = answer(await visit.gateway.call('membership.list', { as: id, input: { facility } }), url)
  return {
    rooms,
    list,
    group: url.searchParams.get('gruppe'),
    find: url.searchParams.get('suche') ?? '',
    asked: url.searchParams.get('entziehen'),
    removed: url.searchParams.has('entzogen'),
  }
}

export const actions: Actions = {
  remove: async ({ locals: visit, request, url }) => {
    const { membership } = await signedIn(visit, url)
    const named = MembershipId.safeParse((await request.formData()).get('membership'))
    if (!named.success) return fail(400, { code: 'invalid' as const })
    const call = { as: membership.id, request: newRequest(), input: { membership: named.data } }
    const reply = await visit.gateway.call('membership.remove', call)
    if (!reply.ok) return fail(statusOf(reply.error.code), { code: reply.error.code })
    redirect(303, '/einrichtung?entzogen')
  },
}
