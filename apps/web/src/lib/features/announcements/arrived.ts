import type { MembershipId } from '@morgenkreis/protocol'
import { drafts } from '#lib/shell/drafts.ts'

const options = ['confirmation', 'publishAt', 'urgent', 'reason'] as const

/** It was sent or planned: nothing of it waits here any more, and the next one begins without its options. */
export function announcementArrived(
  membership: MembershipId,
  { title, text }: { readonly title: string; readonly text: string },
  device = drafts(),
): void {
  if (device.read(membership, 'new:text').trim() === text)
    for (const option of options) device.write(membership, `new:${option}`, '')
  device.arrived(membership, 'new:heading', title)
  device.arrived(membership, 'new:text', text)
}
