import { setTimeout as pause } from 'node:timers/promises'
import { hears } from '../cast.ts'
import { insist } from '../insisting.ts'
import { isAnnouncement } from '../kita.ts'
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
}
