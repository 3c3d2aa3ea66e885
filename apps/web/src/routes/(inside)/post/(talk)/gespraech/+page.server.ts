import { error, fail, redirect } from '@sveltejs/kit'
import { isStaff } from '@morgenkreis/domain'
import { ChildId, Partner } from '@morgenkreis/protocol'
import { answer, signedIn, statusOf } from '#lib/shell/answer.server.ts'
import { newRequest, requestOf, textOf } from '#lib/shell/entered.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: visit, url }) => {
  const { membership } = await signedIn(visit, url)
  if (isStaff(membership.role)) redirect(307, `/post/gespraech/familie${url.search}`)
  if (membership.role !== 'guardian') error(403, 'families and staff begin here')
  const { rooms } = answer(await visit.gateway.call('room.list', { as: null, input: {} }), url)
  return { rooms, child: url.searchParams.get('kind'), request: newRequest() }
}

export const actions: Actions = {
  start: async ({ locals: visit, request, url }) => {
    const { membership } = await signedIn(visit, url)
    const form = await request.formData()
    const text = textOf(form, 'text')
    const child = ChildId.safeParse(form.get('child'))
    const partner = Partner.safeParse(form.get('partner'))
    if (!child.success || !partner.success) return fail(400, { text, code: 'invalid' as const })
    const reply = await visit.gateway.call('conversation.start', {
      as: membership.id,
      request: requestOf(form),
      input: { child: child.data, partner: partner.data, text },
    })
    if (!reply.ok) return fail(statusOf(reply.error.code), { text, code: reply.error.code })
    redirect(303, `/post/chat/${reply.data.thread}#${reply.data.id}`)
  },
}
