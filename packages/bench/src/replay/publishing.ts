import type { InputOf, MembershipId, Reply } from '@morgenkreis/protocol'
import { commentsAs, groupsOf, writesIn } from './cast.ts'
import type { Place } from './cast.ts'
import { change, insist, isAnnouncement, now } from './kita.ts'
import type { PublishedAnnouncement } from './kita.ts'
import type { Phone } from './phone.ts'
import type { Stage } from './stage.ts'
import { titleOf } from './texts.ts'

/** The composer opens: the audience is shown, and what comes back is what the author acknowledges. */
async function preview(phone: Phone, as: MembershipId, destination: InputOf<'audience.preview'>['destination']) {
  const input = { destination, language: 'de' } as const
  const reply = await insist(() => phone.door, 'audience.preview', { as, input })
  return reply.ok
    ? { acknowledgement: { preview: reply.data.token, accepted: true } as const }
    : { refusal: reply.error.code }
}

/** Somebody with the write right tells groups, or the whole Kita. */
export async function announce(stage: Stage): Promise<void> {
  const { kita, chance } = stage
  const phone = stage.someone(({ player }) => player.hats.some((hat) => hat.role !== 'guardian' && hat.writes))
  const hat = phone?.player.hats.find((one) => one.role !== 'guardian' && one.writes)
  if (!phone || !hat) return
  const own = groupsOf(hat)
  const group = own === 'all' ? chance.oneOf(stage.groupsIn(hat.facility)) : chance.oneOf(own)
  const groups = own === 'all' && chance.next() < 0.4 ? 'all' : group ? [group] : 'all'
  const place: Place = { facility: hat.facility, groups }
  if (!writesIn(hat, place)) return
  const shown = await preview(phone, hat.id, { kind: 'announcement', ...place })
  if ('refusal' in shown) return stage.unexpected(phone, `audience.preview: ${shown.refusal}`)
  const audience = kita.audience('announcement', place)
  const { mark, text } = stage.write(audience)
  const input = { ...place, title: titleOf(text), text, ...shown }
  const sentAt = now()
  const reply = await change(() => phone.door, 'announcement.publish', hat.id, input)
  if (!reply.ok) return refusedAfterAll(stage, phone, mark, reply)
  const { id } = reply.data
  kita.published.push({ kind: 'announcement', id, place, by: hat.id, removing: false })
  kita.record.push({ event: 'announcement.published', ref: id, text, under: null, sentAt, answeredAt: now(), audience })
}

/** An announcement that can be commented: of a Kita with comments, and not about to be removed. */
export function openAnnouncement(stage: Stage): PublishedAnnouncement | undefined {
  const announcements = stage.kita.published.filter(isAnnouncement)
  return stage.chance.oneOf(announcements.filter(({ removing, place }) => !removing && stage.hasComments(place)))
}

/** Somebody who may comment does so, with the explicit acknowledgement (D-05). */
export async function comment(stage: Stage): Promise<void> {
  const { kita } = stage
  const under = openAnnouncement(stage)
  if (!under) return
  const { place } = under
  const phone = stage.someone(({ player }) => commentsAs(player, place) !== undefined)
  const as = phone && commentsAs(phone.player, place)
  if (!phone || !as) return
  const shown = await preview(phone, as, { kind: 'comment', announcement: under.id })
  if ('refusal' in shown) {
    if (!under.removing) stage.unexpected(phone, `audience.preview: ${shown.refusal}`)
    return
  }
  const audience = kita.audience('comment', place)
  const { mark, text } = stage.write(audience)
  const sentAt = now()
  const reply = await change(() => phone.door, 'comment.publish', as, { announcement: under.id, text, ...shown })
  if (!reply.ok && under.removing) return void kita.allowed.set(mark, nobody)
  if (!reply.ok) return refusedAfterAll(stage, phone, mark, reply)
  const { id } = reply.data
  kita.published.push({ kind: 'comment', id, under: under.id, place, by: as, removing: false })
  kita.record.push({ event: 'comment.published', ref: id, text, under: under.id, sentAt, answeredAt: now(), audience })
  stage.spent = { under, phone, as, ...shown }
}

const nobody: ReadonlySet<string> = new Set()

function refusedAfterAll(
  stage: Stage,
  phone: Phone,
  mark: number,
  reply: Extract<Reply<'comment.publish' | 'announcement.publish'>, { ok: false }>,
): void {
  stage.kita.allowed.set(mark, nobody)
  stage.unexpected(phone, reply.error.code)
}
