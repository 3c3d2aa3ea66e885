import { expect, test } from 'vitest'
import {
  daysOf,
  expiresBy,
  inBackupsUntil,
  journalKeptUntil,
  leftoversUntil,
  overdueAfter,
  receiptOf,
  trashedSince,
  trashedUntil,
  ttlNetSeconds,
} from './retention.ts'

const now = new Date('2026-11-25T07:30:00Z')
const at = (text: string) => new Date(text)

test('[D-04] kept for a year, seven days in the trash, thirty in the journal; the net lies two days below', () => {
  expect(expiresBy({}, 'comments', now).toISOString()).toBe('2027-11-25T07:30:00.000Z')
  expect(trashedUntil(now).toISOString()).toBe('2026-12-02T07:30:00.000Z')
  expect(journalKeptUntil(now).toISOString()).toBe('2026-12-25T07:30:00.000Z')
  expect(ttlNetSeconds).toBe(2 * 24 * 60 * 60)
})

test('[K-76] each module has its own period, and the usual one where none was set', () => {
  const periods = { comments: 30 }
  expect(daysOf(periods, 'comments')).toBe(30)
  expect(daysOf(periods, 'announcements')).toBe(365)
  expect(expiresBy(periods, 'comments', now).toISOString()).toBe('2026-12-25T07:30:00.000Z')
  expect(expiresBy(periods, 'announcements', now).toISOString()).toBe('2027-11-25T07:30:00.000Z')
})

test('[K-76, K-24] a night in which clocks are moved makes nothing older or younger', () => {
  // Berlin: clocks go forward on 28 March 2027, back on 31 October 2027. 02:30 of that night is there twice.
  expect(trashedUntil(at('2027-03-27T23:30:00Z')).toISOString()).toBe('2027-04-03T23:30:00.000Z')
  const first = at('2027-10-31T00:30:00Z')
  const second = at('2027-10-31T01:30:00Z')
  expect(trashedUntil(second).getTime() - trashedUntil(first).getTime()).toBe(60 * 60 * 1000)
  expect(trashedSince(trashedUntil(first))).toEqual(first)
  expect(expiresBy({ comments: 30 }, 'comments', at('2027-03-14T01:30:00Z')).toISOString()).toBe(
    '2027-04-13T01:30:00.000Z',
  )
})

test('[K-76] a year of 365 days over a leap day ends a day earlier in the calendar', () => {
  expect(expiresBy({}, 'comments', at('2028-02-29T10:00:00Z')).toISOString()).toBe('2029-02-28T10:00:00.000Z')
  expect(expiresBy({}, 'comments', at('2027-03-01T10:00:00Z')).toISOString()).toBe('2028-02-29T10:00:00.000Z')
})

test('[K-79] who left has a name for six months: the same day, or the last of a shorter month, leap years too', () => {
  expect(leftoversUntil(at('2026-11-25T07:30:00Z')).toISOString()).toBe('2027-05-25T07:30:00.000Z')
  expect(leftoversUntil(at('2027-08-31T10:00:00Z')).toISOString()).toBe('2028-02-29T10:00:00.000Z')
  expect(leftoversUntil(at('2026-08-31T10:00:00Z')).toISOString()).toBe('2027-02-28T10:00:00.000Z')
  expect(leftoversUntil(at('2028-02-29T23:59:59Z')).toISOString()).toBe('2028-08-29T23:59:59.000Z')
})

test('[N1] a receipt names two days: gone from the system, gone from the last backup', () => {
  expect(receiptOf(now, 'trash')).toEqual({
    systemAt: at('2026-12-02T07:30:00Z'),
    backupsAt: at('2027-01-01T07:30:00Z'),
  })
  expect(receiptOf(now, 'at once')).toEqual({ systemAt: now, backupsAt: inBackupsUntil(now) })
})

test('[D-04] what is a day over is overdue', () => {
  expect(overdueAfter(now).toISOString()).toBe('2026-11-24T07:30:00.000Z')
})

test('[K-05, K-76] a sick note or an absence is kept for thirty days after its last day, where no other period was set', () => {
  expect(expiresBy({}, 'sick-notes', now).toISOString()).toBe('2026-12-25T07:30:00.000Z')
  expect(expiresBy({ absences: 7 }, 'sick-notes', now).toISOString()).toBe('2026-12-25T07:30:00.000Z')
  expect(expiresBy({ absences: 7 }, 'absences', now).toISOString()).toBe('2026-12-02T07:30:00.000Z')
})
