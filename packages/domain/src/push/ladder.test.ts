import { expect, test } from 'vitest'
import { mailedAfterMs } from './ladder.ts'

const hourMs = 60 * 60 * 1000
const after = (category: 'announcements' | 'polls' | 'messages', urgent: boolean, lastsMs = Infinity) =>
  mailedAfterMs({ category, urgent, lastsMs })

test('[N4] a mail follows after a day, an hour if it is urgent, and in half of the time that there is; never of what is said', () => {
  expect(after('announcements', false)).toBe(24 * hourMs)
  expect(after('announcements', true)).toBe(hourMs)
  expect(after('polls', false, 7 * 24 * hourMs)).toBe(24 * hourMs)
  expect(after('polls', false, 48 * hourMs)).toBe(24 * hourMs)
  expect(after('polls', false, 6 * hourMs)).toBe(3 * hourMs)
  expect(after('polls', false, -hourMs)).toBe(0)
  expect(after('messages', false)).toBeNull()
})
