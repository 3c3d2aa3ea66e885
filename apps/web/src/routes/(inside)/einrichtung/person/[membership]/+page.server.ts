import { error, fail, redirect } from '@sveltejs/kit'
import { grantRights, MembershipId } from '@morgenkreis/protocol'
import { answer, signedIn, statusOf } from '#lib/shell/answer.server.ts'
import { newRequest, requestOf, textOf } from '#lib/shell/entered.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: visit, params, url }) => {
  const { membership } = await signedIn(visit, url)
  const { facility, id } = membership
  const { rooms } = answer(await visit.gateway.call('room.list', { as: null, input: {} }), url)
  const { members } = answer(await visit.gateway.call('membership.list', { as: id, input: { facility } }), url)
  const member = members.find((one) => one.id === params.membership)
  if (member === undefined || (member.role !== 'admin' && member.role !== 'educator')) error(404, 'not-found')
  return { rooms, member, request: newRequest(), saved: url.searchParams.has('gespeichert') }
}

export const actions: Actions = {
  grant: async ({ locals: visit, params, request, url }) => {
    const { membership } = await signedIn(visit, url)
    const form = await request.formData()
    const named = MembershipId.safeParse(params.membership)
    const ticked = form.getAll('right').map(String)
    const v = Number(textOf(form, 'v'))
    const input = grantRights.input.safeParse({ membership: params.membership, v, rights: ticked })
    if (!named.success || !input.success) return fail(400, { code: 'invalid' as const, ticked })
    const call = { as: membership.id, request: requestOf(form), input: input.data }
    const reply = await visit.gateway.call('membership.grant', call)
    if (!reply.ok) return fail(statusOf(reply.error.code), { code: reply.error.code, ticked })
    redirect(303, `/einrichtung/person/${named.data}?gespeichert`)
  },
}
