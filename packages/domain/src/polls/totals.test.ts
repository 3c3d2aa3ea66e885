import type { Role } from '@morgenkreis/protocol'
import { expect, test } from 'vitest'
import type { PollTerms } from './terms.ts'
import { totalsFor } from './totals.ts'

const closesAt = new Date('2026-03-06T16:00:00Z')
const before = new Date(closesAt.getTime() - 1)
const poll = (change: Partial<PollTerms> = {}): PollTerms => ({
  groups: 'all',
  kind: 'one',
  per: 'child',
  anonymous: false,
  totals: true,
  closesAt,
  closedAt: null,
  ...change,
})
const totals = (answers: number) => ({ answers, counts: [answers, 0] })
const staff: Role[] = ['admin', 'educator']
const families: Role[] = ['council', 'guardian']

/** Every poll, before and after closing, with few and enough answers: who sees the totals. */
const product = [false, true].flatMap((anonymous) =>
  [false, true].flatMap((shown) =>
    [before, closesAt].flatMap((now) =>
      [0, 1, 4, 5, 6].map((answers) => ({ terms: poll({ anonymous, totals: shown }), now, answers })),
    ),
  ),
)

test('[K-40] families see totals only if staff show them, after closing, from five answers on', () => {
  for (const { terms, now, answers } of product)
    for (const role of families) {
      const seen = terms.totals && now === closesAt && answers >= 5
      expect(totalsFor(role, terms, totals(answers), now)).toEqual(seen ? totals(answers) : null)
    }
})

test('[K-40] staff see totals at any time; those of an anonymous poll after closing, from five votes on', () => {
  for (const { terms, now, answers } of product)
    for (const role of staff) {
      const seen = !terms.anonymous || (now === closesAt && answers >= 5)
      expect(totalsFor(role, terms, totals(answers), now)).toEqual(seen ? totals(answers) : null)
    }
})

test('[K-40] closed by hand is closed', () => {
  const closed = poll({ closedAt: new Date(before.getTime() - 1000) })
  expect(totalsFor('guardian', closed, totals(5), before)).toEqual(totals(5))
  expect(totalsFor('guardian', closed, totals(4), before)).toBeNull()
})
