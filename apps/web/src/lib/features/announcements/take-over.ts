import type { MembershipId, ScheduledAnnouncement } from '@morgenkreis/protocol'
import { drafts } from '#lib/shell/drafts.ts'

type Taken = Pick<ScheduledAnnouncement, 'title' | 'text' | 'confirmation' | 'priority' | 'reason'>

/**
 * Makes a draft of what was held, to be sent anew through the gate; without its time, which is over. False where another draft
 * waits already: that one is not given up for it.
 */
export function takeOver(
  membership: MembershipId,
  { title, text, confirmation, priority, reason }: Taken,
  device = drafts(),
): boolean {
  const left = { heading: title, text }
  const isOther = ([place, own]: [string, string]) => !['', own].includes(device.read(membership, `new:${place}`))
  if (Object.entries(left).some(isOther)) return false
  const urgent = priority === 'urgent' ? 'yes' : ''
  for (const [place, value] of Object.entries({ ...left, confirmation, publishAt: '', urgent, reason }))
    device.write(membership, `new:${place}`, value ?? '')
  return true
}
