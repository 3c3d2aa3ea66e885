import { error, fail, redirect } from '@sveltejs/kit'
import { changeChild } from '@morgenkreis/protocol'
import { tiesIn } from '#lib/features/children/entered.server.ts'
import { answer, signedIn, statusOf } from '#lib/shell/answer.server.ts'
import { newRequest, requestOf, textOf } from '#lib/shell/entered.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: visit, params, url }) => {
  const { membership } = await signedIn(visit, url)
  const { facility, id } = membership
  const { rooms } = answer(await visit.gateway.call('room.list', { as: null, input: {} }), url)
  const { children } = answer(await visit.gateway.call('child.list', { as: id, input: { facility } }), url)
  const child = children.find((one) => one.id === params.child)
  if (child === undefined) error(404, 'not-found')
  const { members } = answer(await visit.gateway.call('membership.list', { as: id, input: { facility } }), url)
  const guardians = members.filter(({ role }) => role === 'guardian')
  return { rooms, child, guardians, request: newRequest(), saved: url.searchParams.has('gespeichert') }
}

export const actions: Actions = {
  change: async ({ locals: visit, params, request, url }) => {
    const { membership } = await signedIn(visit, url)
    const form = await request.formData()
    const entered = { name: textOf(form, 'name'), sign: textOf(form, 'sign'), guardians: tiesIn(form) }
    const input = changeChild.input.safeParse({ child: params.child, v: Number(textOf(form, 'v')), ...entered })
    if (!input.success) return fail(400, { ...entered, code: 'invalid' as const })
    const call = { as: membership.id, request: requestOf(form), input: input.data }
    const reply = await visit.gateway.call('child.change', call)
    if (!reply.ok) return fail(statusOf(reply.error.code), { ...entered, code: reply.error.code })
    redirect(303, `/einrichtung/kinder/${input.data.child}?gespeichert`)
  },
}
