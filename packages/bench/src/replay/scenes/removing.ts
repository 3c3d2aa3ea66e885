import type { MembershipId } from '@morgenkreis/protocol'
import { touches, writesIn } from '../cast.ts'
import type { Player } from '../cast.ts'
import type { Chat, Talk } from '../chats.ts'
import { isStaff, tieTo } from '../hearing.ts'
import type { Hears } from '../hearing.ts'
import { change, now } from '../insisting.ts'
import { isAnnouncement, isComment } from '../kita.ts'
import type { Published, PublishedComment } from '../kita.ts'
import type { Phone } from '../phone.ts'
import type { Stage } from '../stage.ts'

/** Its author withdraws a comment, or an admin removes it; some of it comes back (K-82). */
export async function removeComment(stage: Stage): Promise<void> {
  const target = stage.chance.oneOf(stage.kita.published.filter(isComment).filter(({ removing }) => !removing))
  if (!target || stage.isRemoving(target.under)) return
  const phone = remover(stage, target)
  if (!phone) return
  target.removing = true
  const sentAt = now()
  const reply = await change(() => phone.phone.door, 'comment.remove', phone.as, { comment: target.id })
  if (!reply.ok) {
    if (!stage.isRemoving(target.under)) stage.unexpected(phone.phone, `comment.remove: ${reply.error.code}`)
    return
  }
  recordRemoval(stage, target, sentAt)
  if (stage.chance.next() < 0.3) await restoreComment(stage, target, phone)
}

async function restoreComment(stage: Stage, target: PublishedComment, { phone, as }: Remover): Promise<void> {
  // From here on it may be read again.
  stage.kita.goneAt.delete(target.mark)
  const sentAt = now()
  const reply = await change(() => phone.door, 'comment.restore', as, { comment: target.id })
  if (!reply.ok) {
    if (!stage.isRemoving(target.under)) stage.unexpected(phone, `comment.restore: ${reply.error.code}`)
    return
  }
  const { id: ref, under, place } = target
  target.removing = false
  const audience = stage.kita.audience('comment', place)
  stage.note({ event: 'comment.restored', ref, text: reply.data.text, under, sentAt, audience })
  stage.counts.restored += 1
}

/** The same for an announcement, with everything that stands under it. */
export async function removeAnnouncement(stage: Stage): Promise<void> {
  const open = stage.kita.published.filter(isAnnouncement).filter(({ removing, asking }) => !removing && !asking)
  // The day goes on under the others.
  const target = open.length > 3 ? stage.chance.oneOf(open) : undefined
  const phone = target && remover(stage, target)
  if (!phone) return
  target.removing = true
  const sentAt = now()
  const reply = await change(() => phone.phone.door, 'announcement.remove', phone.as, { announcement: target.id })
  if (reply.ok) recordRemoval(stage, target, sentAt)
  else stage.unexpected(phone.phone, `announcement.remove: ${reply.error.code}`)
}

interface Remover {
  readonly phone: Phone
  readonly as: MembershipId
}

function remover(stage: Stage, { by, place }: Published): Remover | undefined {
  const isAuthor = ({ player: { hats } }: Phone) => hats.some((hat) => hat.id === by && touches(hat, place))
  const isAdmin = (phone: Phone) =>
    phone.player.hats.some((hat) => hat.role === 'admin' && hat.facility === place.facility)
  const byAdmin = stage.chance.next() < 0.5
  const phone = stage.someone(byAdmin ? isAdmin : isAuthor)
  const as = phone?.player.hats.find((hat) => (byAdmin ? hat.role === 'admin' : hat.id === by))?.id
  return phone && as ? { phone, as } : undefined
}

function recordRemoval(stage: Stage, target: Published, sentAt: number): void {
  const { kita } = stage
  const { kind, id, place } = target
  const under = kind === 'comment' ? target.under : null
  stage.note({ event: `${kind}.removed`, ref: id, under, sentAt, audience: kita.audience(kind, place) })
  stage.counts.removals += 1
  const below = kita.published.filter((one) => isComment(one) && one.under === id)
  for (const { mark } of [target, ...below]) kita.goneAt.set(mark, now())
}

/** K-35: an admin removes a guardian; after the reply nothing more is delivered to this one. */
export async function removeMember(stage: Stage): Promise<void> {
  const admin = stage.someone(({ player }) => player.hats.some(({ role }) => role === 'admin'))
  const hat = admin?.player.hats.find(({ role }) => role === 'admin')
  const leaving = stage.someone(
    ({ player: { hats } }) => hats.length === 1 && hats[0]!.role === 'guardian' && hats[0]!.facility === hat?.facility,
  )
  if (!admin || !hat || !leaving) return
  const membership = leaving.player.hats[0]!.id
  // Besides the one who goes, the admins: their list of members changes.
  const isAdmin = ({ hats }: Player) => hats.some(({ role, facility }) => role === 'admin' && facility === hat.facility)
  const audience = new Set([leaving.player, ...stage.kita.players.filter(isAdmin)].map(({ name }) => name))
  // Decision 0030: those between whom it was are not all guardians any more.
  const isOver = ({ child, household }: Talk) =>
    leaving.player.hats.some((one) => tieTo(one, child)?.household === household)
  const over = stage.kita.talks.filter(isOver)
  for (const talk of over) stage.kita.end(talk)
  const sentAt = now()
  // Before the reply, so that no other scene chooses somebody who is about to go.
  leaving.removedAt = Infinity
  const reply = await change(() => admin.door, 'membership.remove', hat.id, { membership })
  if (!reply.ok) {
    leaving.removedAt = null
    return stage.unexpected(admin, `membership.remove: ${reply.error.code}`)
  }
  leaving.removedAt = now()
  stage.kita.remove(leaving.player)
  stage.counts.removedMembers += 1
  stage.note({ event: 'membership.removed', ref: membership, sentAt, audience })
  for (const { chat, hears } of over) if (chat) await sayWhatIsOver(stage, chat, hears)
}

/** Decision 0030: a conversation is over as soon as one of those between whom it was is no guardian any more. */
async function sayWhatIsOver(stage: Stage, { thread, place }: Chat, hears: Hears): Promise<void> {
  const actor = stage.actor((hat) => isStaff(hat) && hears(hat) && writesIn(hat, place))
  if (!actor) return
  const { text } = stage.write(new Set(), 500)
  const reply = await change(() => actor.phone.door, 'message.send', actor.hat.id, { thread, text })
  stage.mustRefuse(actor.phone, 'message.send in a conversation that is over', {
    expected: ['conversation-over', 'family-gone'],
    reply,
  })
}
