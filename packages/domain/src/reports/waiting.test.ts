import { expect, test } from 'vitest'
import { isWaiting } from './waiting.ts'

const today = { day: '2026-11-25', opensAt: new Date('2026-11-25T06:00:00Z'), closed: false }
const early = { from: '2026-11-25', to: '2026-11-26', enteredAt: new Date('2026-11-25T05:40:00Z'), seenAt: null }
const at = (time: string) => new Date(`2026-11-25T${time}:00Z`)

test('[reports-05] a report waits an hour after opening, or an hour after it came, and no longer once it was accepted', () => {
  expect(isWaiting(early, today, at('06:59'))).toBe(false)
  expect(isWaiting(early, today, at('07:00'))).toBe(true)
  expect(isWaiting({ ...early, seenAt: at('06:30') }, today, at('07:00'))).toBe(false)
  const late = { ...early, enteredAt: at('09:30') }
  expect(isWaiting(late, today, at('10:29'))).toBe(false)
  expect(isWaiting(late, today, at('10:30'))).toBe(true)
})

test('[reports-05, closings-03] what is not for today does not wait, and nothing does on a weekend or a closing day', () => {
  expect(isWaiting(early, { ...today, closed: true }, at('09:00'))).toBe(false)
  expect(isWaiting({ ...early, from: '2026-11-26' }, today, at('09:00'))).toBe(false)
  expect(isWaiting({ ...early, from: '2026-11-20', to: '2026-11-24' }, today, at('09:00'))).toBe(false)
  const saturday = { day: '2026-11-28', opensAt: new Date('2026-11-28T06:00:00Z'), closed: false }
  expect(isWaiting({ ...early, to: '2026-11-30' }, saturday, new Date('2026-11-28T09:00:00Z'))).toBe(false)
})
