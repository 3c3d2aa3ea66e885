import { childrenHere } from '../children-here.ts'
import { writesIn } from '../cast.ts'
import { concerns, isOpenFor, remindedBy } from '../facts/confirmations.ts'
import { confirmedBy, isStaff } from '../hearing.ts'
import { change, now } from '../insisting.ts'
import { confirmation } from '../reference.ts'
import type { Stage } from '../stage.ts'

/** The guardians of a child. */
const fewestLeft = 2

/** A guardian confirms that an announcement was read, for an own child. */
export async function confirm(stage: Stage): Promise<void> {
  const { kita, chance } = stage
  const asking = chance.oneOf(kita.askings)
  if (!asking) return
  // Somebody is left whom the first reminder of the day reaches.
  const left = kita.hearing(remindedBy(asking, childrenHere())).size
  if (stage.counts.reminders === 0 && left <= fewestLeft) return
  const isFree = (guardian: Parameters<typeof isOpenFor>[1], child: Parameters<typeof isOpenFor>[2]) =>
    concerns(asking, child) && !asking.underWay.has(child) && isOpenFor(asking, guardian, child)
  const actor = stage.actor(
    ({ id, role, facility, children: own }) =>
      role === 'guardian' && facility === asking.place.facility && own.some(({ child }) => isFree(id, child)),
  )
  const child = actor?.hat.children.find((tie) => isFree(actor.hat.id, tie.child))?.child
  if (!child) return
  asking.underWay.add(child)
  const { phone, hat } = actor
  const sentAt = now()
  const input = { announcement: asking.id, child }
  const reply = await change(() => phone.door, 'announcement.confirm', hat.id, input)
  asking.underWay.delete(child)
  if (!reply.ok) return stage.unexpected(phone, `announcement.confirm: ${reply.error.code}`)
  asking.done.set(child, (asking.done.get(child) ?? new Set()).add(hat.id))
  const audience = kita.hearing(confirmedBy(hat, { child, wanted: asking.wanted }))
  stage.note({ event: 'announcement.confirmed', ref: confirmation(asking.id, child), sentAt, audience })
  stage.counts.confirmations += 1
}

/** Staff asks those once more who have not confirmed: once a day. While somebody confirms, nobody reminds. */
export async function remind(stage: Stage): Promise<void> {
  const { kita, chance } = stage
  // The first one of the day reaches somebody; where nothing is open, too, it is tried after that.
  const open = kita.askings.filter((one) => kita.hearing(remindedBy(one, childrenHere())).size > 0)
  const asking = chance.oneOf(stage.counts.reminders === 0 && open.length > 0 ? open : kita.askings)
  const actor = asking && stage.actor((hat) => isStaff(hat) && writesIn(hat, asking.place))
  if (!actor || asking.underWay.size > 0) return
  const again = asking.reminded
  asking.reminded = true
  // So that it is certain whom it reaches: nobody confirms meanwhile.
  const quiet = childrenHere().map(({ id }) => id)
  for (const child of quiet) asking.underWay.add(child)
  const audience = kita.hearing(remindedBy(asking, childrenHere()))
  const { phone, hat } = actor
  const sentAt = now()
  const reply = await change(() => phone.door, 'announcement.remind', hat.id, { announcement: asking.id })
  for (const child of quiet) asking.underWay.delete(child)
  if (again) return stage.mustRefuse(phone, 'a second reminder', { expected: ['reminded-today'], reply })
  if (!reply.ok) {
    asking.reminded = false
    if (audience.size === 0 && reply.error.code === 'nothing-open') return kita.count(reply.error.code)
    return stage.unexpected(phone, `announcement.remind: ${reply.error.code}`)
  }
  stage.note({ event: 'announcement.reminded', ref: asking.id, sentAt, audience }, { by: actor })
  stage.counts.reminders += 1
}
