import type { AnnouncementId, InputOf } from '@morgenkreis/protocol'
import type { WorldMembership } from '@morgenkreis/world'
import { groupsOf, writesIn } from '../cast.ts'
import type { Place } from '../cast.ts'
import { commentFor, isStaff, postFor, scheduledBy } from '../hearing.ts'
import { change, insist, now } from '../insisting.ts'
import { isAnnouncement } from '../kita.ts'
import type { PublishedAnnouncement } from '../kita.ts'
import type { Reading } from '../reading.ts'
import type { Actor, Stage } from '../stage.ts'
import { titleOf } from '../texts.ts'
import { preview } from './previewing.ts'

type More = Pick<InputOf<'announcement.publish'>, 'confirmation' | 'priority' | 'reason' | 'publishAt'>

/** Somebody with the write right, and where it tells something: groups, or the whole Kita. */
function author(stage: Stage, fits: (hat: WorldMembership) => boolean): (Actor & { place: Place }) | undefined {
  const { chance } = stage
  const actor = stage.actor((hat) => hat.role !== 'guardian' && hat.writes && fits(hat))
  if (!actor) return undefined
  const { hat } = actor
  const own = groupsOf(hat)
  const group = own === 'all' ? chance.oneOf(stage.groupsIn(hat.facility)) : chance.oneOf(own)
  const groups = own === 'all' && chance.next() < 0.4 ? 'all' : group ? [group] : 'all'
  const place: Place = { facility: hat.facility, groups }
  return writesIn(hat, place) ? { ...actor, place } : undefined
}

/** Somebody with the write right tells groups, or the whole Kita. */
export const announce = (stage: Stage): Promise<void> => publish(stage, {})

/** N5: urgent, with its reason; it passes quiet hours. */
export async function announceUrgently(stage: Stage): Promise<void> {
  await publish(stage, { priority: 'urgent', reason: 'Heute noch wichtig' })
}

/** Staff asks for confirmation, by one guardian of each child or by all. */
export async function ask(stage: Stage): Promise<void> {
  await publish(stage, { confirmation: stage.chance.next() < 0.5 ? 'one' : 'all' })
}

async function publish(stage: Stage, more: More): Promise<void> {
  const { kita } = stage
  const actor = author(stage, (hat) => more.confirmation === undefined || isStaff(hat))
  if (!actor) return
  const { phone, hat, place } = actor
  const shown = await preview(phone, hat.id, { kind: 'announcement', ...place })
  if ('refusal' in shown) return stage.unexpected(phone, `audience.preview: ${shown.refusal}`)
  const audience = kita.audience('announcement', place)
  const reading: Reading = { hears: postFor(place), families: 'everything' }
  const { mark, text } = stage.write(audience, Infinity, reading)
  const sentAt = now()
  const input = { ...place, title: titleOf(text), text, ...more, ...shown }
  const reply = await change(() => phone.door, 'announcement.publish', hat.id, input)
  if (!reply.ok) {
    stage.forbid(mark)
    return stage.unexpected(phone, `announcement.publish: ${reply.error.code}`)
  }
  const { id } = reply.data
  const urgent = more.priority === 'urgent'
  const { confirmation: wanted } = more
  kita.published.push({
    kind: 'announcement',
    id,
    place,
    by: hat.id,
    removing: false,
    mark,
    asking: wanted !== undefined,
  })
  if (wanted) kita.askings.push({ id, place, wanted, done: new Map(), underWay: new Set(), reminded: false })
  stage.note({ event: 'announcement.published', ref: id, text, sentAt, audience, reading }, { by: actor, urgent })
  stage.counts.announcements += 1
  if (urgent) stage.counts.urgent += 1
}

/** What waits for its time: it passes the gate now, and its audience hears of it then. */
export interface Waiting {
  readonly id: AnnouncementId
  readonly actor: Actor
  readonly place: Place
  readonly mark: number
  readonly text: string
}

/** Somebody writes now what is to go out at that instant of the played day. */
export async function schedule(stage: Stage, dueAt: number): Promise<Waiting | undefined> {
  const { kita } = stage
  const actor = author(stage, isStaff)
  if (!actor) return undefined
  const { phone, hat, place } = actor
  const shown = await preview(phone, hat.id, { kind: 'announcement', ...place })
  if ('refusal' in shown) return void stage.unexpected(phone, `audience.preview: ${shown.refusal}`)
  const cancellers = kita.hearing(scheduledBy(hat.id, place))
  const { mark, text } = stage.write(new Set([...kita.audience('announcement', place), ...cancellers]))
  const sentAt = now()
  const input = { ...place, title: titleOf(text), text, publishAt: new Date(dueAt).toISOString(), ...shown }
  const reply = await change(() => phone.door, 'announcement.publish', hat.id, input)
  if (!reply.ok) return void stage.unexpected(phone, `announcement.publish: ${reply.error.code}`)
  const { id } = reply.data
  stage.note({ event: 'announcement.scheduled', ref: id, sentAt, audience: cancellers })
  stage.counts.scheduled += 1
  return { id, actor, place, mark, text }
}

/** Its time has come: waits until it can be read, which is when its audience must have heard of it or will at once. */
export async function comesOut(stage: Stage, { id, actor, place, mark, text }: Waiting, sentAt: number): Promise<void> {
  const { phone, hat } = actor
  for (let tries = 0; ; tries += 1) {
    const input = { announcement: id }
    const reply = await insist(() => phone.door, 'announcement.read', { as: hat.id, input })
    if (reply.ok) break
    if (tries > 60) return stage.unexpected(phone, `announcement.read of what was due: ${reply.error.code}`)
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  const audience = stage.kita.audience('announcement', place)
  const reading: Reading = { hears: postFor(place), families: 'everything' }
  stage.kita.keep(mark, reading, audience)
  stage.kita.published.push({ kind: 'announcement', id, place, by: hat.id, removing: false, mark, asking: false })
  stage.note({ event: 'announcement.published', ref: id, text, sentAt, audience, reading }, { by: actor })
  stage.counts.announcements += 1
}

/** An announcement that can be commented: of a Kita with comments, not locked, and not about to be removed. */
export function openAnnouncement(stage: Stage): PublishedAnnouncement | undefined {
  const announcements = stage.kita.published.filter(isAnnouncement)
  const isOpen = ({ id, removing, place }: PublishedAnnouncement) =>
    !removing && stage.hasComments(place) && !stage.kita.silence.locked.has(id)
  return stage.chance.oneOf(announcements.filter(isOpen))
}

/** Somebody who may comment does so, with the explicit acknowledgement (D-05). */
export async function comment(stage: Stage): Promise<void> {
  const { kita } = stage
  const under = openAnnouncement(stage)
  if (!under) return
  const { place } = under
  const phone = stage.someone((one) => stage.commentsAs(one, under) !== undefined)
  const hat = phone && stage.commentsAs(phone, under)
  if (!phone || !hat) return
  const as = hat.id
  const shown = await preview(phone, as, { kind: 'comment', announcement: under.id })
  if ('refusal' in shown) {
    if (!under.removing) stage.unexpected(phone, `audience.preview: ${shown.refusal}`)
    return
  }
  const audience = kita.audience('comment', place)
  const reading: Reading = { hears: commentFor(place), families: 'everything' }
  const { mark, text } = stage.write(audience, Infinity, reading)
  const sentAt = now()
  const reply = await change(() => phone.door, 'comment.publish', as, { announcement: under.id, text, ...shown })
  if (!reply.ok) {
    stage.forbid(mark)
    if (!under.removing) stage.unexpected(phone, `comment.publish: ${reply.error.code}`)
    return
  }
  const { id } = reply.data
  kita.published.push({ kind: 'comment', id, under: under.id, place, by: as, removing: false, mark })
  const told = { event: 'comment.published', ref: id, text, under: under.id, sentAt, audience, reading }
  stage.note(told, { by: { phone, hat } })
  stage.counts.comments += 1
  stage.spent = { under, phone, as, ...shown }
}
