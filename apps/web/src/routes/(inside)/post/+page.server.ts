import { AnnouncementId, PollId } from '@morgenkreis/protocol'
import { answer, signedIn } from '#lib/shell/answer.server.ts'
import { modulesOf } from '#lib/shell/modules.server.ts'
import type { PageServerLoad } from './$types'

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
  const post =
    polls === null || on.includes('announcements')
      ? answer(await visit.gateway.call('announcement.list', { as, input: { facility, ...below(older) } }), url)
      : { announcements: [], more: false }
  const threads = answer(await visit.gateway.call('thread.list', { as, input: { facility } }), url)
  return {
    rooms,
    post,
    polls,
    threads,
    before: older.data ?? null,
    child: url.searchParams.get('kind'),
    group: url.searchParams.get('gruppe'),
  }
}
