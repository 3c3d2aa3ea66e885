import { error, fail, redirect } from '@sveltejs/kit'
import { describeFacility } from '@morgenkreis/protocol'
import { answer, signedIn, statusOf } from '#lib/shell/answer.server.ts'
import { newRequest, requestOf, textOf } from '#lib/shell/entered.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: visit, url }) => {
  const { membership } = await signedIn(visit, url)
  if (membership.role !== 'admin') error(403, 'no admin')
  const { rooms } = answer(await visit.gateway.call('room.list', { as: null, input: {} }), url)
  return { rooms, request: newRequest(), saved: url.searchParams.has('gespeichert') }
}

export const actions: Actions = {
  describe: async ({ locals: visit, request, url }) => {
    const { membership } = await signedIn(visit, url)
    const form = await request.formData()
    const entered = { phone: textOf(form, 'phone'), email: textOf(form, 'email'), address: textOf(form, 'address') }
    const given = { phone: entered.phone || null, email: entered.email || null, address: entered.address || null }
    const input = describeFacility.input.safeParse({ facility: membership.facility, ...given })
    if (!input.success) {
      const wrong = input.error.issues.map(({ path }) => String(path[0]))
      return fail(400, { code: 'invalid' as const, entered, wrong })
    }
    const call = { as: membership.id, request: requestOf(form), input: input.data }
    const reply = await visit.gateway.call('facility.describe', call)
    if (!reply.ok) return fail(statusOf(reply.error.code), { code: reply.error.code, entered, wrong: [] })
    redirect(303, '/einrichtung/kontakt?gespeichert')
  },
}
