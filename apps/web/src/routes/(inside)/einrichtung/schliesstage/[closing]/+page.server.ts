import { error, fail, redirect } from '@sveltejs/kit'
import { changeClosing } from '@morgenkreis/protocol'
import { enteredIn } from '#lib/features/closings/entered.server.ts'
import { answer, signedIn, statusOf } from '#lib/shell/answer.server.ts'
import { newRequest, requestOf } from '#lib/shell/entered.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: visit, params, url }) => {
  const { membership } = await signedIn(visit, url)
  if (membership.role !== 'admin') error(403, 'no admin')
  const { facility, id: as } = membership
  const { closings } = answer(await visit.gateway.call('closing.list', { as, input: { facility } }), url)
  const closing = closings.find(({ id }) => id === params.closing) ?? error(404, 'no such closing days')
  return { closing, request: newRequest() }
}

export const actions: Actions = {
  change: async ({ locals: visit, params, request, url }) => {
    const { membership } = await signedIn(visit, url)
    const form = await request.formData()
    const entered = enteredIn(form)
    const input = changeClosing.input.safeParse({ closing: params.closing, ...entered })
    if (!input.success) return fail(400, { code: 'invalid' as const, entered })
    const call = { as: membership.id, request: requestOf(form), input: input.data }
    const reply = await visit.gateway.call('closing.change', call)
    if (!reply.ok) return fail(statusOf(reply.error.code), { code: reply.error.code, entered })
    redirect(303, '/einrichtung/schliesstage?gespeichert')
  },
}
