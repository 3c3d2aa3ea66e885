import { expect, test } from 'vitest'
import { mayKnowOfHold } from './holds.ts'

test('[K-05, K-20] of locked reports only those know who hold the right to read them', () => {
  const knows = (rights: readonly ('health' | 'moderate')[]) =>
    (['announcement', 'comment', 'message', 'poll', 'sick-note', 'absence'] as const).filter((kind) =>
      mayKnowOfHold({ rights }, kind),
    )
  expect(knows([])).toEqual(['announcement', 'comment', 'message', 'poll'])
  expect(knows(['moderate'])).toEqual(knows([]))
  expect(knows(['health'])).toEqual([...knows([]), 'sick-note', 'absence'])
})
