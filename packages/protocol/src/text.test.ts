import { expect, test } from 'vitest'
import { AnnouncementText, AnnouncementTitle } from './announcements.ts'
import { CommentText } from './comments.ts'

const passes = (text: string) => CommentText.safeParse(text).success

test('[K-01] a comment has 1 to 4,000 characters, a title 120, an announcement 10,000', () => {
  for (const [schema, longest] of [
    [CommentText, 4_000],
    [AnnouncementTitle, 120],
    [AnnouncementText, 10_000],
  ] as const) {
    expect(schema.safeParse('x'.repeat(longest)).success).toBe(true)
    expect(schema.safeParse('x'.repeat(longest + 1)).success).toBe(false)
    expect(schema.safeParse('🎃'.repeat(longest)).success).toBe(true)
    expect(schema.safeParse('🎃'.repeat(longest + 1)).success).toBe(false)
    for (const empty of ['', ' ', '\n\t ', '\u3000', '\u200b', '\u200d\ufe0f \u2060'])
      expect(schema.safeParse(empty).success).toBe(false)
  }
})

test('every script and every emoji passes as it is', () => {
  for (const text of [
    '🎃',
    '👨‍👩‍👧‍👦❤️‍🔥',
    'مرحبا، سنحضر الكعك',
    'שלום לכולם',
    'Dạ, con cảm ơn cô!',
    'Zeile eins\nZeile zwei\tmit Einzug',
    'a\u0301 und \u200e\u200f stehen richtig',
    '<script>alert(1)</script> {"$ne":1}',
  ])
    expect(CommentText.parse(text)).toBe(text)
})

test('what only steers a terminal or reorders a line does not pass', () => {
  for (const steering of ['\u0000', '\u0007', '\u001b[31m', '\r', '\u007f', '\u0085', '\u202e', '\u2066', '\ufeff'])
    expect([steering, passes(`Guten ${steering}Morgen`)]).toEqual([steering, false])
})

test('half of an emoji is no text, and nothing but a text is one', () => {
  expect(passes('\ud83c')).toBe(false)
  expect(passes('Laterne \udf83 laterne')).toBe(false)
  for (const other of [undefined, null, 7, true, ['x'], { $ne: 1 }, { toString: 'x' }])
    expect(CommentText.safeParse(other).success).toBe(false)
})
