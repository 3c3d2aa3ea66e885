import { error, fail, redirect } from '@sveltejs/kit'
import { addClosing, ClosingId, describeGroup } from '@morgenkreis/protocol'
import { enteredIn } from '#lib/features/closings/entered.server.ts'
import { answer, signedIn, statusOf } from '#lib/shell/answer.server.ts'
import { dayAt } from '#lib/shell/day-end.server.ts'
import { newRequest, requestOf } from '#lib/shell/entered.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: visit, url }) => {
  const { membership } = await signedIn(visit, url)
  if (membership.role !== 'admin') error(403, 'no admin')
  const { facility, id: as } = membership
  const { rooms } = answer(await visit.gateway.call('room.list', { as: null, input: {} }), url)
  const { closings } = answer(await visit.gateway.call('closing.list', { as, input: { facility } }), url)
  const done = (['eingetragen', 'gespeichert', 'geloescht'] as const).find((one) => url.searchParams.has(one))
  const opened = url.searchParams.has('geoeffnet')
  return { rooms, closings, today: dayAt(new Date()), request: newRequest(), done, opened }
}

export const actions: Actions = {
  add: async ({ locals: visit, request, url }) => {
    const { membership } = await signedIn(visit, url)
    const form = await request.formData()
    const entered = enteredIn(form)
    const input = addClosing.input.safeParse({ facility: membership.facility, ...entered })
    if (!input.success) return fail(400, { code: 'invalid' as const, entered })
    const call = { as: membership.id, request: requestOf(form), input: input.data }
    const reply = await visit.gateway.call('closing.add', call)
    if (!reply.ok) return fail(statusOf(reply.error.code), { code: reply.error.code, entered })
    redirect(303, '/einrichtung/schliesstage?eingetragen')
  },

  remove: async ({ locals: visit, request, url }) => {
    const { membership } = await signedIn(visit, url)
    const closing = ClosingId.safeParse((await request.formData()).get('closing'))
    if (!closing.success) return fail(400, { code: 'invalid' as const })
    const call = { as: membership.id, request: newRequest(), input: { closing: closing.data } }
    const reply = await visit.gateway.call('closing.remove', call)
    if (!reply.ok) return fail(statusOf(reply.error.code), { code: reply.error.code })
    redirect(303, '/einrichtung/schliesstage?geloescht')
  },

  /** Says when a group opens. */
  open: async ({ locals: visit, request, url }) => {
    const { membership } = await signedIn(visit, url)
    const form = await request.formData()
    const named = { group: form.get('group'), opensAt: form.get('opensAt') }
    const input = describeGroup.input.safeParse({ facility: membership.facility, ...named })
    if (!input.success) return fail(400, { code: 'invalid' as const })
    const call = { as: membership.id, request: requestOf(form), input: input.data }
    const reply = await visit.gateway.call('group.describe', call)
    if (!reply.ok) return fail(statusOf(reply.error.code), { code: reply.error.code })
    redirect(303, '/einrichtung/schliesstage?geoeffnet')
  },
}
