import { expect, test } from 'vitest'
import type { Sent } from '../record.ts'
import { judgeMails } from './judge-mails.ts'
import type { Letter } from './judge-mails.ts'

const sent = (more: Partial<Sent> = {}): Sent => ({
  ...{ event: 'announcement.published', ref: 'a1', text: 'Hallo', under: null, sentAt: 0, answeredAt: 1 },
  ...{ audience: new Set(['Paula', 'Paul', 'Sami', 'Emre']), rings: { by: 'Emre', urgent: false, at: 0 }, ...more },
})
const letter = (more: Partial<Letter> = {}): Letter => ({
  ...{ who: 'Paula', about: 'announcement.published a1', own: true, content: 'Eine Mitteilung wartet' },
  ...more,
})
/** Paula and Paul want mail, Paul has opened everything; Sami wants none. */
const judged = (letters: Letter[], record: Sent[] = [sent()], more: { removed?: string[]; reads?: boolean } = {}) =>
  judgeMails(letters, record, {
    ...{ wanting: new Set(['Paula', 'Paul', 'Emre']), knows: (who) => who === 'Paul' },
    ...{ reads: () => more.reads ?? true, removed: new Set(more.removed) },
  }).map(({ kind, who }) => [kind, who])

test('[N4] who has not opened it gets one mail; its author, who has, and who wants none get none', () => {
  expect(judged([letter()])).toEqual([])
  expect(judged([])).toEqual([['lost', 'Paula']])
  expect(judged([letter(), letter()])).toEqual([['doubled', 'Paula']])
  for (const who of ['Paul', 'Sami', 'Emre', 'Olga'])
    expect(judged([letter(), letter({ who })])).toEqual([['overheard', who]])
  expect(judged([letter(), letter({ about: null })])).toContainEqual(['overheard', 'Paula'])
})

test('[N4] nothing is mailed that was removed, that its receiver reads no more, or that only rings', () => {
  expect(judged([], [sent()], { removed: ['a1'] })).toEqual([])
  expect(judged([letter()], [sent()], { removed: ['a1'] })).toEqual([['overheard', 'Paula']])
  expect(judged([letter()], [sent()], { reads: false })).toEqual([['overheard', 'Paula']])
  expect(judged([], [sent({ event: 'comment.published' })])).toEqual([])
})

test('[N4] of an urgent one, who has opened it since, or belongs there no more, may have been mailed before, once', () => {
  const urgent = sent({ rings: { by: 'Emre', urgent: true, at: 0 } })
  expect(judged([letter()], [urgent])).toEqual([])
  expect(judged([letter(), letter({ who: 'Paul' })], [urgent])).toEqual([])
  expect(judged([], [urgent])).toEqual([['lost', 'Paula']])
  for (const letters of [[], [letter()]]) expect(judged(letters, [urgent], { reads: false })).toEqual([])
  for (const letters of [[], [letter()]]) expect(judged(letters, [urgent], { removed: ['a1'] })).toEqual([])
  expect(judged([letter(), letter({ who: 'Sami' })], [urgent])).toEqual([['overheard', 'Sami']])
})

test('[K-08] a mail says no more than that there is something, and its link is of the one who gets it', () => {
  expect(judged([letter({ own: false })])).toEqual([['altered', 'Paula']])
  const two = [sent(), sent({ ref: 'a2' })]
  const other = letter({ about: 'announcement.published a2', content: 'Eine Mitteilung von Emre wartet' })
  expect(judged([letter(), other], two)).toEqual([['overheard', 'a mail server']])
})
