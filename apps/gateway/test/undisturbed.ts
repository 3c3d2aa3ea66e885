import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { answerOf, beginningOfFew, everybody, paula } from './cast.ts'
import { openHouse, type House } from './house.ts'
import { phonesOf, type Phone } from './phone.ts'

export interface Undisturbed {
  readonly house: House
  readonly phones: Record<keyof typeof everybody, Phone>
  /** What a test stores on purpose: everything so far counts as there before. */
  settle(): Promise<void>
}

/** Around every test of this file: nothing is stored by it, nobody hears anything, and the house stands. */
export function undisturbed(): Undisturbed {
  let house: House
  let phones: Record<keyof typeof everybody, Phone>
  let before: Awaited<ReturnType<typeof state>>

  /** What the house holds, and what everybody was told. */
  async function state() {
    const { data } = house.ground.database
    const counts: Record<string, number> = {}
    for (const { name } of await data.listCollections())
      // The audit follows the journal a second behind, and the push follower keeps its place.
      if (!['gateways', 'leases', 'sessions', 'audit', 'audit_pseudonyms', 'audit_segments'].includes(name))
        counts[name] = await data.collection(name).countDocuments()
    return { counts, told: Object.values(phones).map(({ told }) => told.length) }
  }
  let live: Phone[] = []
  const settle = async () => {
    before = await state()
    live = Object.values(phones).filter(({ isLive }) => isLive)
  }

  beforeAll(async () => {
    house = await openHouse({}, { beginning: beginningOfFew })
    phones = await phonesOf(house, everybody)
  })
  beforeEach(settle)
  afterEach(async () => {
    expect(await state()).toEqual(before)
    expect(answerOf(await house.call('session.read', paula, {}))).toBe('ok')
    expect(live.length).toBeGreaterThan(0)
    expect(live.every(({ isLive }) => isLive)).toBe(true)
  })
  afterAll(async () => {
    for (const phone of Object.values(phones)) phone.leave()
    await house.close()
  })
  return {
    get house() {
      return house
    },
    get phones() {
      return phones
    },
    settle,
  }
}
