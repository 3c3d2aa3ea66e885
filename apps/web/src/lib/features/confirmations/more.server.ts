import { isStaff } from '@morgenkreis/domain'
import type { Announcement, GoneAnnouncement } from '@morgenkreis/protocol'
import { offers, type Acting } from '#lib/shell/offers.ts'
import type { Gateway } from '#lib/shell/visit.server.ts'
import type { Read } from './more.ts'

/** What goes with an announcement; null where there is nothing. The page is there without it. */
export async function readMore(
  announcement: Announcement | GoneAnnouncement,
  { person, membership }: Acting,
  gateway: Gateway,
): Promise<Read | null> {
  if ('gone' in announcement) return null
  const { id, reason, confirmation, groups } = announcement
  const { id: as, role, facility } = membership
  const nothing = { reason, asked: null, progress: null, reach: null, reminds: false }
  const call = { as, input: { announcement: id } }
  if (isStaff(role)) {
    const reached = await gateway.call('announcement.reach', call)
    const reach = reached.ok ? { read: reached.data, at: new Date().toISOString() } : null
    if (confirmation === undefined) return { ...nothing, reach }
    const reply = await gateway.call('announcement.progress', call)
    const reminds = offers({ person, membership }, 'announcement.remind', { groups })
    return { ...nothing, reach, progress: reply.ok ? reply.data : null, reminds }
  }
  if (confirmation === undefined || role !== 'guardian') return reason === undefined ? null : nothing
  const reply = await gateway.call('confirmation.list', { as, input: { announcement: id, facility } })
  return { ...nothing, asked: reply.ok ? reply.data : null }
}
