import { isStaff } from '@morgenkreis/domain'
import type { Announcement, GoneAnnouncement } from '@morgenkreis/protocol'
import { offers, type Acting } from '#lib/shell/offers.ts'
import type { Gateway } from '#lib/shell/visit.server.ts'
import type { Read } from './more.ts'

/** What goes with an announcement that is urgent or asks for confirmation; null for any other. The page is there without it. */
export async function readMore(
  announcement: Announcement | GoneAnnouncement,
  { person, membership }: Acting,
  gateway: Gateway,
): Promise<Read | null> {
  if ('gone' in announcement) return null
  const { id, reason, confirmation, groups } = announcement
  const { id: as, role, facility } = membership
  const nothing = { reason, asked: null, progress: null, reminds: false }
  if (confirmation === undefined) return reason === undefined ? null : nothing
  const input = { announcement: id }
  if (role === 'guardian') {
    const reply = await gateway.call('confirmation.list', { as, input: { ...input, facility } })
    return { ...nothing, asked: reply.ok ? reply.data : null }
  }
  const reply = isStaff(role) ? await gateway.call('announcement.progress', { as, input }) : null
  const reminds = offers({ person, membership }, 'announcement.remind', { groups })
  return { ...nothing, progress: reply?.ok ? reply.data : null, reminds }
}
