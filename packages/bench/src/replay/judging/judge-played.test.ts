import { expect, test } from 'vitest'
import { always, judgePlayed, type Played } from './judge-played.ts'

const whole = {
  ...(Object.fromEntries(always.map((name) => [name, 1])) as Omit<Played, 'refused'>),
  refused: { forbidden: 1 },
}

test('a day in which everything happened is judged by what was heard alone', () => {
  expect(judgePlayed(whole)).toEqual([])
})

test.each(always)('a day without a single one of %s is a difference', (name) => {
  expect(judgePlayed({ ...whole, [name]: 0 })).toMatchObject([{ kind: 'unplayed', who: 'the day' }])
})

test('so is one in which nothing was refused, and each of them is said by name', () => {
  expect(judgePlayed({ ...whole, refused: {}, votes: 0, sickNotes: 0 }).map(({ what }) => what)).toEqual([
    'without votes',
    'without sick notes',
    'without refusals',
  ])
})
