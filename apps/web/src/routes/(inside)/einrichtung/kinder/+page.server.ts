import { fail, redirect } from '@sveltejs/kit'
import { ChildId } from '@morgenkreis/protocol'
import { answer, signedIn, statusOf } from '#lib/shell/answer.server.ts'
import { newRequest } from '#lib/shell/entered.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: visit, url }) => {
  const { membership } = await signedIn(visit, url)
  const { facility, id } = membership
  const { rooms } = answer(await visit.gateway.call('room.list', { as: null, input: {} }), url)
  const list = answer(await visit.gateway.call('child.list', { as: id, input: { facility } }), url)
  return {
    rooms,
    list,
    done: url.searchParams.has('aufgenommen') ? 'joined' : url.searchParams.has('verlassen') ? 'left' : null,
  } as const
}

export const actions: Actions = {
  leave: async ({ locals: visit, request, url }) => {
    const { membership } = await signedIn(visit, url)
    const named = ChildId.safeParse((await request.formData()).get('child'))
    if (!named.success) return fail(400, { code: 'invalid' as const })
    const call = { as: membership.id, request: newRequest(), input: { child: named.data } }
    const reply = await visit.gateway.call('child.leave', call)
    if (!reply.ok) return fail(statusOf(reply.error.code), { code: reply.error.code })
    redirect(303, '/einrichtung/kinder?verlassen')
  },
}
