import { expect, test } from 'vitest'
import { quietHoursOf, quietIn, usualQuietHours } from './quiet-hours.ts'

const { everybody, educator } = usualQuietHours
const own = { from: '12:30', to: '14:00' }
const usual = { facility: {}, person: null }

test('[N5] quiet hours are those of the Kita, of the role and of the person together', () => {
  expect(quietHoursOf(['guardian'], usual)).toEqual([everybody])
  expect(quietHoursOf(['guardian'], { ...usual, person: own })).toEqual([everybody, own])
  expect(quietHoursOf(['educator'], usual)).toEqual([everybody, educator])
  expect(quietHoursOf(['educator', 'guardian'], usual)).toEqual([everybody])
})

test('[N5] what a facility set counts in place of the usual, for everybody and for each role', () => {
  const late = { from: '21:00', to: '06:00' }
  const afterWork = { from: '16:00', to: '07:30' }
  const facility = { everybody: late, educator: afterWork, admin: afterWork }
  expect(quietHoursOf(['guardian'], { facility, person: null })).toEqual([late])
  expect(quietHoursOf(['educator'], { facility, person: own })).toEqual([late, afterWork, own])
  expect(quietHoursOf(['admin'], { facility, person: null })).toEqual([late, afterWork])
  expect(quietHoursOf(['admin', 'guardian'], { facility, person: null })).toEqual([late])
})

test('[N5, closings-04] closing days count where a facility is quiet on weekends, and not by what a person chose alone', () => {
  const weekend = { from: '19:00', to: '06:30', weekend: true } as const
  expect(quietHoursOf(['educator'], { facility: { everybody: weekend }, person: weekend })).toEqual([
    { ...weekend, closings: true },
    educator,
    weekend,
  ])
})

test('[N5] a facility without any is quiet for nobody but who wants to be', () => {
  const facility = { everybody: 'off', educator: 'off' } as const
  expect(quietHoursOf(['educator'], { facility, person: null })).toEqual([])
  expect(quietHoursOf(['educator'], { facility, person: own })).toEqual([own])
  expect(quietIn(facility, 'guardian')).toBe('off')
})
