import { fail, redirect } from '@sveltejs/kit'
import { AnnouncementId, PollId } from '@morgenkreis/protocol'
import { answer, signedIn, statusOf } from '#lib/shell/answer.server.ts'
import { newRequest } from '#lib/shell/entered.server.ts'
import { modulesOf } from '#lib/shell/modules.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** One list by time: an older page of it begins below an id, of whatever kind. */
const below = <Id>({ data }: { data?: Id | undefined }) => (data === undefined ? {} : { before: data })

export const load: PageServerLoad = async ({ locals: visit, url }) => {
  const { membership } = await signedIn(visit, url)
  const { facility, id: as } = membership
  const on = await modulesOf(visit, facility)
  const vor = url.searchParams.get('vor')
  const older = AnnouncementId.safeParse(vor)
  // The cursors are read before the lists: what happens in between is then told a second time, and never missed.
  const { rooms } = answer(await visit.gateway.call('room.list', { as: null, input: {} }), url)
  const polls = on.includes('polls')
    ? answer(await visit.gateway.call('poll.list', { as, input: { facility, ...below(PollId.safeParse(vor)) } }), url)
    : null
  const posts = on.includes('announcements')
  // Threads stand in the list alone, too; without any of it the gateway says that it is off.
  const isOff = polls === null && !on.includes('chat') && !on.includes('conversations')
  const post =
    posts || isOff
      ? answer(await visit.gateway.call('announcement.list', { as, input: { facility, ...below(older) } }), url)
      : { announcements: [], more: false }
  const of = { as, input: { facility } }
  const unopened = posts ? answer(await visit.gateway.call('announcement.unopened', of), url) : { unopened: [] }
  const threads = answer(await visit.gateway.call('thread.list', of), url)
  const isGuardian = membership.role === 'guardian'
  const asked = posts && isGuardian ? answer(await visit.gateway.call('confirmation.list', of), url) : null
  const waiting = posts && !isGuardian ? answer(await visit.gateway.call('schedule.list', of), url) : null
  return {
    rooms,
    post,
    unopened,
    polls,
    threads,
    asked,
    scheduled: waiting?.scheduled ?? [],
    stored: url.searchParams.get('geplant'),
    cancelled: url.searchParams.has('abgesagt'),
    before: older.data ?? null,
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
