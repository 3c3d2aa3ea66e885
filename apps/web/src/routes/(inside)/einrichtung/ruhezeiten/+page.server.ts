import { error, fail, redirect } from '@sveltejs/kit'
import { setQuietHours } from '@morgenkreis/protocol'
import { answer, signedIn, statusOf } from '#lib/shell/answer.server.ts'
import { newRequest, requestOf } from '#lib/shell/entered.server.ts'
import { hoursOf } from '#lib/shell/hours.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: visit, url }) => {
  const { membership } = await signedIn(visit, url)
  if (membership.role !== 'admin') error(403, 'no admin')
  const { facility, id: as } = membership
  const { rooms } = answer(await visit.gateway.call('room.list', { as: null, input: {} }), url)
  const { hours } = answer(await visit.gateway.call('quiet-hours.read', { as, input: { facility } }), url)
  return { rooms, hours, request: newRequest(), saved: url.searchParams.has('gespeichert') }
}

export const actions: Actions = {
  set: async ({ locals: visit, request, url }) => {
    const { membership } = await signedIn(visit, url)
    const form = await request.formData()
    const entered = { facility: membership.facility, of: form.get('of'), hours: hoursOf(form) }
    const input = setQuietHours.input.safeParse(entered)
    if (!input.success) return fail(400, { code: 'invalid' as const, of: entered.of, hours: entered.hours })
    const call = { as: membership.id, request: requestOf(form), input: input.data }
    const reply = await visit.gateway.call('quiet-hours.set', call)
    if (!reply.ok) return fail(statusOf(reply.error.code), { code: reply.error.code, ...input.data })
    redirect(303, '/einrichtung/ruhezeiten?gespeichert')
  },
}
