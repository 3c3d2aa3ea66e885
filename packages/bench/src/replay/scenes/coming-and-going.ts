import { setTimeout as pause } from 'node:timers/promises'
import type { MembershipId } from '@morgenkreis/protocol'
import { hears } from '../cast.ts'
import { change, insist, now } from '../insisting.ts'
import { isAnnouncement } from '../kita.ts'
import type { PublishedAnnouncement } from '../kita.ts'
import type { Phone } from '../phone.ts'
import type { Stage } from '../stage.ts'

/** The network breaks under a phone; it finds back by itself. */
export async function drop(stage: Stage): Promise<void> {
  const phone = stage.someone(() => true)
  if (!phone) return
  phone.drop()
  stage.counts.dropped += 1
}

/** Somebody puts the phone away and comes back later, by way of whichever gateway. */
export async function leaveAndReturn(stage: Stage): Promise<void> {
  const phone = stage.someone(() => true)
  if (!phone) return
  phone.leave()
  await pause(1000 + stage.chance.next() * 9000)
  phone.arrive(stage.origins[stage.chance.below(2)]!)
  stage.counts.returned += 1
}

/** Somebody opens an announcement; its bytes are looked at as all others are. */
export async function read(stage: Stage): Promise<void> {
  const target = stage.chance.oneOf(stage.kita.published.filter(isAnnouncement))
  if (!target) return
  const phone = stage.someone(({ player }) => hears(player, 'comment', target.place))
  const as = phone?.player.hats.find(
    ({ facility, role }) => facility === target.place.facility && role !== 'council',
  )?.id
  if (!phone || !as) return
  const input = { announcement: target.id }
  const door = () => phone.door
  const answers = await Promise.all([
    insist(door, 'announcement.read', { as, input }),
    insist(door, 'comment.list', { as, input }),
  ])
  if (!answers[0].ok) stage.unexpected(phone, `announcement.read: ${answers[0].error.code}`)
  stage.counts.read += 1
  if (answers[0].ok && !('gone' in answers[0].data)) await opens(stage, { phone, as, target })
}

/** The other devices of this person learn it, and nobody else (K-41); whoever has opened it already has. */
async function opens(
  stage: Stage,
  { phone, as, target }: { phone: Phone; as: MembershipId; target: PublishedAnnouncement },
): Promise<void> {
  const { kita } = stage
  const { name, person } = phone.player
  const opened = kita.opened.get(target.id) ?? new Set()
  const again = opened.has(person)
  const underWay = `${person} ${target.id}`
  if (kita.opening.has(underWay)) return
  kita.opening.add(underWay)
  const sentAt = now()
  const reply = await change(() => phone.door, 'announcement.open', as, { announcement: target.id })
  kita.opening.delete(underWay)
  if (target.removing) return
  if (again) return stage.mustRefuse(phone, 'opening twice', { expected: ['opened-already'], reply })
  if (!reply.ok) return stage.unexpected(phone, `announcement.open: ${reply.error.code}`)
  kita.opened.set(target.id, (kita.opened.get(target.id) ?? opened).add(person))
  stage.note({ event: 'announcement.opened', ref: target.id, sentAt, audience: new Set([name]) })
  stage.counts.opened += 1
}
