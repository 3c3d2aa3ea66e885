import { afterAll } from 'vitest'
import { beginningOfFew } from './cast.ts'
import { openHouse, type Caller, type House, type HouseOptions } from './house.ts'
import { phonesOf, type Phone } from './phone.ts'

type Beginning = HouseOptions['beginning']

/** A house for all tests of a file, closed after them. */
export async function standingHouse(beginning: Beginning = beginningOfFew): Promise<House> {
  const house = await openHouse({}, { beginning })
  afterAll(() => house.close())
  return house
}

/** The same, with a phone for each of these people. */
export async function housePhoned<People extends Record<string, Caller>>(
  people: People,
  beginning: Beginning = beginningOfFew,
): Promise<{ house: House; phones: Record<keyof People, Phone> }> {
  const house = await openHouse({}, { beginning })
  const phones = await phonesOf(house, people)
  afterAll(async () => {
    for (const phone of Object.values<Phone>(phones)) phone.leave()
    await house.close()
  })
  return { house, phones }
}
