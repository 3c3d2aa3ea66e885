import { isStaff } from '@morgenkreis/domain'
import type { Announcement, GoneAnnouncement, OutputOf, OwnMembership } from '@morgenkreis/protocol'
import type { Gateway } from './visit.server.ts'

interface Asks {
  /** For guardians: what is asked of them. */
  readonly asked: OutputOf<'confirmation.list'> | null
  /** For staff: how far it is. */
  readonly progress: OutputOf<'announcement.progress'> | null
}

/** What goes with an announcement that asks for confirmation. The page is there without it, too. */
export async function askedOf(
  announcement: Announcement | GoneAnnouncement,
  { id: as, role, facility }: OwnMembership,
  gateway: Gateway,
): Promise<Asks> {
  if ('gone' in announcement || announcement.confirmation === undefined) return { asked: null, progress: null }
  const input = { announcement: announcement.id }
  if (role === 'guardian') {
    const reply = await gateway.call('confirmation.list', { as, input: { ...input, facility } })
    return { asked: reply.ok ? reply.data : null, progress: null }
  }
  const reply = isStaff(role) ? await gateway.call('announcement.progress', { as, input }) : null
  return { asked: null, progress: reply?.ok ? reply.data : null }
}
