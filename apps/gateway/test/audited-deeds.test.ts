import { operations, type ChangingOperationName } from '@morgenkreis/protocol'
import { apfelhof } from '@morgenkreis/world'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openFullHouse, prepareDeeds, type Deeds } from './full-house.ts'
import type { Caller, House } from './house.ts'

let house: House
let deeds: Deeds
beforeEach(async () => {
  house = await openFullHouse()
  deeds = await prepareDeeds(house)
})
afterEach(() => house.close())

const stream = `facility:${apfelhof}` as const
const changing = operations.flatMap(({ name, changes }) => (changes ? [name] : []))
/** These end what others need. */
const last: ChangingOperationName[] = ['child.join', 'child.leave', 'membership.remove']

/** What the audit holds of these, in its order. */
const links = async () => {
  await house.gateway.work('linking')
  return house.ground.audit.links.model.find({ stream }).sort({ n: 1 }).lean()
}
const actorOf = async (who: string | null) =>
  (await house.ground.audit.pseudonyms.model.find({ stream }).lean()).find(({ _id }) => _id === who)?.actor
/** Is this a record, or what several reported at once have in common? */
const isStored = async (ref: string) => {
  const { data } = house.ground.database
  const counts = Object.keys(data.models).map((name) =>
    data.collection<{ _id: string; report?: string }>(name).countDocuments({ $or: [{ _id: ref }, { report: ref }] }),
  )
  return (await Promise.all(counts)).some((count) => count > 0)
}

test(
  '[K-72] whatever changes something leaves one line: who, with which operation, at which record, and no content',
  { timeout: 60_000 },
  async () => {
    expect(changing.length).toBeGreaterThan(50)
    const before = (await links()).length
    const done: { name: string; who: Caller; said: string }[] = []
    for (const name of [...changing.filter((one) => !last.includes(one)), ...last]) {
      const { who, input } = deeds[name]
      const reply = await house.call(name, who, input)
      if (!reply.ok) throw new Error(`${name} refused: ${reply.error.code}`)
      done.push({ name, who, said: JSON.stringify([input, reply.data]) })
    }
    const written = (await links()).slice(before)
    expect(written.map(({ operation }) => operation)).toEqual(done.map(({ name }) => name))
    for (const [n, { name, who, said }] of done.entries()) {
      const { who: pseudonym, ref, fields } = written[n]!
      expect([name, await actorOf(pseudonym)]).toEqual([name, who.as])
      const named = ref !== null && (said.includes(ref) || (await isStored(ref)))
      expect([name, named, fields.length > 0]).toEqual([name, true, true])
      for (const entered of ['Gummistiefel', 'Äpfel', 'Richtig.', 'Noor', 'Sommerferien', 'fever', 'holiday'])
        expect(JSON.stringify(written[n])).not.toContain(entered)
    }
  },
)
