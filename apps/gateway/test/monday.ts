import { apfelhof } from '@morgenkreis/world'
import { dayAt, instantOf } from '../src/shell/calendar.ts'
import { beginningOfFew } from './cast.ts'
import { openHouse, type House } from './house.ts'

/** The beginning of few, with everything about absent children switched on in the Kita Apfelhof. */
export function beginningWithReports(now: Date) {
  const few = beginningOfFew(now)
  const modules = ['announcements', 'comments', 'sick-notes', 'absences'] as const
  const facilities = few.facilities.map((one) => (one.id === apfelhof ? { ...one, modules: [...modules] } : one))
  return { ...few, facilities }
}

/** The same at 6:40 of the next Monday that comes. */
export async function houseOnMonday(): Promise<House> {
  const house = await openHouse({}, { beginning: beginningWithReports })
  toMonday(house)
  return house
}

export const toMonday = ({ clock }: House) => clock.advance(untilMonday(clock.now()))

function untilMonday(now: Date): number {
  for (let days = 0; ; days += 1) {
    const day = dayAt(new Date(now.getTime() + days * 24 * 60 * 60 * 1000))
    const at = instantOf(day, '06:40')
    if (new Date(`${day}T12:00:00Z`).getUTCDay() === 1 && at >= now) return at.getTime() - now.getTime()
  }
}

/** Moves the clock to this time of its day, which must not have passed. */
export const until = (house: House, time: string) => moveTo(house, today(house), time)

/** The same on the next day. */
export const tomorrowAt = (house: House, time: string) => moveTo(house, today(house, 1), time)

const moveTo = ({ clock }: House, day: string, time: string) =>
  clock.advance(instantOf(day, time).getTime() - clock.now().getTime())

/** The calendar day of the house's clock, or one so many days later. */
export const today = (house: House, days = 0) =>
  dayAt(new Date(house.clock.now().getTime() + days * 24 * 60 * 60 * 1000))
