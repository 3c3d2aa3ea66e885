import type { AnnouncementId, InputOf, MembershipId } from '@morgenkreis/protocol'
import { hears } from '../cast.ts'
import { change } from '../insisting.ts'
import type { Phone } from '../phone.ts'
import { openAnnouncement } from './publishing.ts'
import type { Stage } from '../stage.ts'

/** One of the comments that must be refused; its text may reach nobody. */
export async function refused(stage: Stage): Promise<void> {
  const scene = stage.chance.oneOf([withoutAcknowledgement, withUsedAcknowledgement, fromOutside, withoutWriteRight])
  await scene?.(stage)
}

/** D-05, K-101: no tick, no comment. */
async function withoutAcknowledgement(stage: Stage): Promise<void> {
  const under = openAnnouncement(stage)
  const phone = under && stage.someone((one) => stage.commentsAs(one, under) !== undefined)
  const as = phone && stage.commentsAs(phone, under)?.id
  if (as) await attempt(stage, phone, as, under.id, {}, ['acknowledgement-missing'])
}

/** One preview serves one publication. */
async function withUsedAcknowledgement(stage: Stage): Promise<void> {
  const { spent } = stage
  if (!spent?.phone.isHere || spent.phone.removedAt !== null || spent.under.removing) return
  if (stage.commentsAs(spent.phone, spent.under)?.id !== spent.as) return
  const { phone, as, under, acknowledgement } = spent
  // Where somebody joined since, it is of another audience, too, and that is said first.
  await attempt(stage, phone, as, under.id, { acknowledgement }, ['acknowledgement-used', 'audience-changed'])
}

/** Decision 7: not found and not yours answer alike. */
async function fromOutside(stage: Stage): Promise<void> {
  const under = openAnnouncement(stage)
  const phone = under && stage.someone(({ player }) => !hears(player, 'announcement', under.place))
  const hat = phone?.player.hats[0]
  if (phone && hat) await attempt(stage, phone, hat.id, under.id, {}, ['not-found', 'module-off'])
}

/** K-31: without the write right an educator reads, and comments nothing. */
async function withoutWriteRight(stage: Stage): Promise<void> {
  const under = openAnnouncement(stage)
  const isReader = ({ player }: Phone) =>
    player.hats.every(({ role, writes }) => role === 'educator' && !writes) && hears(player, 'comment', under!.place)
  const phone = under && stage.someone(isReader)
  const hat = phone?.player.hats[0]
  if (phone && hat) await attempt(stage, phone, hat.id, under.id, {}, ['forbidden'])
}

async function attempt(
  stage: Stage,
  phone: Phone,
  as: MembershipId,
  announcement: AnnouncementId,
  more: Pick<InputOf<'comment.publish'>, 'acknowledgement'>,
  expected: readonly string[],
): Promise<void> {
  const { text } = stage.write(new Set())
  const reply = await change(() => phone.door, 'comment.publish', as, { announcement, text, ...more })
  const { name } = phone.player
  if (reply.ok) stage.kita.wrong.push({ kind: 'accepted', who: name, what: `a comment instead of ${expected[0]}` })
  else if (expected.includes(reply.error.code)) stage.kita.count(reply.error.code)
  else if (!['gone', 'not-found'].includes(reply.error.code)) {
    stage.kita.wrong.push({ kind: 'refused', who: name, what: `${reply.error.code} instead of ${expected[0]}` })
  }
}
