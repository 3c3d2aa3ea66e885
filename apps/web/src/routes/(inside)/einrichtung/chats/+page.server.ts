import { error, fail, redirect } from '@sveltejs/kit'
import { ChatMode, GroupId } from '@morgenkreis/protocol'
import { answer, signedIn, statusOf } from '#lib/shell/answer.server.ts'
import { newRequest, requestOf } from '#lib/shell/entered.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: visit, url }) => {
  const { membership } = await signedIn(visit, url)
  if (membership.role !== 'admin') error(403, 'no admin')
  const { rooms } = answer(await visit.gateway.call('room.list', { as: null, input: {} }), url)
  return { rooms, request: newRequest(), saved: url.searchParams.get('gespeichert') }
}

export const actions: Actions = {
  switch: async ({ locals: visit, request, url }) => {
    const { membership } = await signedIn(visit, url)
    const form = await request.formData()
    const group = GroupId.safeParse(form.get('group'))
    const mode = ChatMode.safeParse(form.get('mode'))
    if (!group.success || !mode.success) return fail(400, { code: 'invalid' as const })
    const input = { facility: membership.facility, group: group.data, mode: mode.data }
    const reply = await visit.gateway.call('chat.switch', { as: membership.id, request: requestOf(form), input })
    if (!reply.ok) return fail(statusOf(reply.error.code), { code: reply.error.code })
    redirect(303, `/einrichtung/chats?gespeichert=${group.data}`)
  },
}
