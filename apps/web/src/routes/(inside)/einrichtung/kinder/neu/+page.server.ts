import { fail, redirect } from '@sveltejs/kit'
import { joinChild } from '@morgenkreis/protocol'
import { tiesIn } from '#lib/features/children/entered.server.ts'
import { answer, signedIn, statusOf } from '#lib/shell/answer.server.ts'
import { newRequest, requestOf, textOf } from '#lib/shell/entered.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: visit, url }) => {
  const { membership } = await signedIn(visit, url)
  const { facility, id } = membership
  const { members } = answer(await visit.gateway.call('membership.list', { as: id, input: { facility } }), url)
  const guardians = members.filter(({ role }) => role === 'guardian')
  return { guardians, request: newRequest() }
}

export const actions: Actions = {
  join: async ({ locals: visit, request, url }) => {
    const { membership } = await signedIn(visit, url)
    const form = await request.formData()
    const guardians = tiesIn(form)
    const entered = { name: textOf(form, 'name'), group: textOf(form, 'group'), sign: textOf(form, 'sign') }
    const refused = { ...entered, guardians }
    const input = joinChild.input.safeParse({ ...entered, facility: membership.facility, guardians })
    if (!input.success) return fail(400, { ...refused, code: 'invalid' as const })
    const call = { as: membership.id, request: requestOf(form), input: input.data }
    const reply = await visit.gateway.call('child.join', call)
    if (!reply.ok) return fail(statusOf(reply.error.code), { ...refused, code: reply.error.code })
    redirect(303, '/einrichtung/kinder?aufgenommen')
  },
}
