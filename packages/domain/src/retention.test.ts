import { expect, test } from 'vitest'
import { expiresAfterYear, journalKeptUntil, reportKeptUntil, trashedUntil, ttlNetSeconds } from './retention.ts'

const now = new Date('2026-11-25T07:30:00Z')

test('[D-04] kept for a year, seven days in the trash, thirty in the journal; the net lies two days below', () => {
  expect(expiresAfterYear(now).toISOString()).toBe('2027-11-25T07:30:00.000Z')
  expect(trashedUntil(now).toISOString()).toBe('2026-12-02T07:30:00.000Z')
  expect(journalKeptUntil(now).toISOString()).toBe('2026-12-25T07:30:00.000Z')
  expect(ttlNetSeconds).toBe(2 * 24 * 60 * 60)
})

test('[K-05] a sick note or an absence is kept for thirty days after its last day', () => {
  expect(reportKeptUntil(now).toISOString()).toBe('2026-12-25T07:30:00.000Z')
})
