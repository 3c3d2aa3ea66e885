import { fail, redirect } from '@sveltejs/kit'
import { AnnouncementId } from '@morgenkreis/protocol'
import { answer, signedIn, statusOf } from '#lib/shell/answer.server.ts'
import { newRequest } from '#lib/shell/entered.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: visit, url }) => {
  const { membership } = await signedIn(visit, url)
  const { facility, id } = membership
  const before = AnnouncementId.safeParse(url.searchParams.get('vor'))
  const input = { facility, ...(before.success && { before: before.data }) }
  // The cursors are read before the list: what happens in between is then told a second time, and never missed.
  const { rooms } = answer(await visit.gateway.call('room.list', { as: null, input: {} }), url)
  const post = answer(await visit.gateway.call('announcement.list', { as: id, input }), url)
  const of = { as: id, input: { facility } }
  const isGuardian = membership.role === 'guardian'
  const asked = isGuardian ? answer(await visit.gateway.call('confirmation.list', of), url) : null
  const waiting = isGuardian ? null : answer(await visit.gateway.call('schedule.list', of), url)
  return {
    rooms,
    post,
    asked,
    scheduled: waiting?.scheduled ?? [],
    stored: url.searchParams.get('geplant'),
    cancelled: url.searchParams.has('abgesagt'),
    before: before.success ? before.data : null,
    child: url.searchParams.get('kind'),
    group: url.searchParams.get('gruppe'),
  }
}

export const actions: Actions = {
  cancel: async ({ locals: visit, request, url }) => {
    const { membership } = await signedIn(visit, url)
    const named = AnnouncementId.safeParse((await request.formData()).get('announcement'))
    if (!named.success) return fail(400, { code: 'invalid' as const })
    const call = { as: membership.id, request: newRequest(), input: { announcement: named.data } }
    const reply = await visit.gateway.call('announcement.cancel', call)
    if (!reply.ok) return fail(statusOf(reply.error.code), { code: reply.error.code })
    redirect(303, '/post?abgesagt')
  },
}
