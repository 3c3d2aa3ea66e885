import { childrenHere } from '../children-here.ts'
import { askedOf, progressFor } from '../facts/confirmations.ts'
import { touches } from '../cast.ts'
import { isStaff } from '../hearing.ts'
import { insist } from '../insisting.ts'
import type { Phone } from '../phone.ts'
import type { Difference } from '../record.ts'
import type { Stage } from '../stage.ts'
import { miscounted } from '../states.ts'

/** Staff sees how far confirmations are, guardians what is open for them: both as the record says. */
export async function judgeConfirmations(stage: Stage, phone: Phone): Promise<Difference[]> {
  const { kita } = stage
  const { name, hats } = phone.player
  const found: Difference[] = []
  for (const hat of hats) {
    const door = () => phone.door
    if (hat.role === 'guardian') {
      const reply = await insist(door, 'confirmation.list', { as: hat.id, input: { facility: hat.facility } })
      const asked = reply.ok ? reply.data.asked.map(({ title: _title, ...one }) => one) : []
      const expected = kita.askings.flatMap((one) => askedOf(one, hat))
      found.push(...miscounted(name, 'what is to be confirmed', expected.sort(inOrder), asked.sort(inOrder)))
    }
    for (const asking of kita.askings.filter(({ place }) => isStaff(hat) && touches(hat, place))) {
      const input = { announcement: asking.id }
      const reply = await insist(door, 'announcement.progress', { as: hat.id, input })
      const read = reply.ok
        ? reply.data.children.map(({ child, state, confirmed, of }) => ({ child, state, confirmed, of }))
        : []
      const expected = progressFor(asking, hat, { children: childrenHere(), members: kita.members })
      found.push(...miscounted(name, `progress of ${asking.id}`, expected.sort(byChild), read.sort(byChild)))
    }
  }
  return found
}

const byChild = (one: { child: string }, other: { child: string }) => one.child.localeCompare(other.child)
const inOrder = (one: { announcement: string; child: string }, other: { announcement: string; child: string }) =>
  one.announcement.localeCompare(other.announcement) || byChild(one, other)
