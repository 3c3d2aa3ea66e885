import { error, fail, redirect } from '@sveltejs/kit'
import { HoldId, previewRetention, setRetention } from '@morgenkreis/protocol'
import { answer, signedIn, statusOf } from '#lib/shell/answer.server.ts'
import { newRequest, requestOf, textOf } from '#lib/shell/entered.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: visit, url }) => {
  const { membership } = await signedIn(visit, url)
  if (membership.role !== 'admin') error(403, 'no admin')
  const { facility, id: as } = membership
  const { rooms } = answer(await visit.gateway.call('room.list', { as: null, input: {} }), url)
  const retention = answer(await visit.gateway.call('retention.read', { as, input: { facility } }), url)
  const proposed = proposedIn(url)
  const input = { facility, ...(proposed !== null && { proposed }) }
  const { goes, held } = answer(await visit.gateway.call('retention.preview', { as, input }), url)
  const { holds } = answer(await visit.gateway.call('hold.list', { as, input: { facility } }), url)
  const done = (['gespeichert', 'aufgehoben', 'gesperrt'] as const).find((one) => url.searchParams.has(one))
  return { rooms, retention, proposed, goes, held, holds, request: newRequest(), done }
}

/** What the address asks to be shown before anything is changed; nothing where it asks for something that cannot be. */
function proposedIn({ searchParams }: URL) {
  const asked = { kept: searchParams.get('kept'), days: Number(searchParams.get('days')) }
  return previewRetention.input.shape.proposed.safeParse(asked).data ?? null
}

export const actions: Actions = {
  lift: async ({ locals: visit, request, url }) => {
    const { membership } = await signedIn(visit, url)
    const hold = HoldId.safeParse((await request.formData()).get('hold'))
    if (!hold.success) return fail(400, { code: 'invalid' as const })
    const call = { as: membership.id, request: newRequest(), input: { hold: hold.data } }
    const reply = await visit.gateway.call('hold.lift', call)
    if (!reply.ok) return fail(statusOf(reply.error.code), { code: reply.error.code })
    redirect(303, '/einrichtung/fristen?aufgehoben#holds')
  },

  set: async ({ locals: visit, request, url }) => {
    const { membership } = await signedIn(visit, url)
    const form = await request.formData()
    const input = setRetention.input.safeParse({
      facility: membership.facility,
      kept: form.get('kept'),
      days: Number(textOf(form, 'days')),
    })
    if (!input.success) return fail(400, { code: 'invalid' as const })
    const call = { as: membership.id, request: requestOf(form), input: input.data }
    const reply = await visit.gateway.call('retention.set', call)
    if (!reply.ok) return fail(statusOf(reply.error.code), { code: reply.error.code })
    redirect(303, '/einrichtung/fristen?gespeichert')
  },
}
