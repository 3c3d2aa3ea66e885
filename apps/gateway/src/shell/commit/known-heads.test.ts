import type { Room } from '@morgenkreis/protocol'
import { expect, test } from 'vitest'
import { KnownHeads, type Head } from './known-heads.ts'

const sonne = 'group:sonne:families' as Room
const mond = 'group:mond:families' as Room
const stream = 'facility:apfelhof'
const head = (over: Partial<Head> = {}): Head => ({
  ...{ _id: stream, n: 7, decisions: 3, logEpoch: 1, heads: { [sonne]: 5 } },
  ...over,
})

test('[I4] a head is known by the decisions and with the numbers of all rooms that are asked for, or not at all', () => {
  const known = new KnownHeads()
  expect(known.of(stream, 3, [sonne])).toBeNull()
  known.keep([head()])
  expect(known.of(stream, 3, [sonne])).toEqual(head())
  expect(known.of(stream, 4, [sonne])).toBeNull()
  expect(known.of(stream, 3, [sonne, mond])).toBeNull()
  known.keep([head({ n: 8, heads: { [mond]: 1 } })])
  expect(known.of(stream, 3, [sonne, mond])).toEqual(head({ n: 8, heads: { [sonne]: 5, [mond]: 1 } }))
})

test('[I4] another epoch begins the rooms anew; what failed is forgotten', () => {
  const known = new KnownHeads()
  known.keep([head()])
  known.keep([head({ logEpoch: 2, heads: { [mond]: 1 } })])
  expect(known.of(stream, 3, [sonne])).toBeNull()
  expect(known.of(stream, 3, [mond])).toMatchObject({ logEpoch: 2 })
  known.forget([stream])
  expect(known.of(stream, 3, [mond])).toBeNull()
})

test('[I4] a stream in which others commit, too, is not known for a while', () => {
  const known = new KnownHeads()
  known.keep([head()])
  known.shared([stream])
  expect(known.of(stream, 3, [sonne])).toBeNull()
  known.keep([head({ n: 9 })])
  expect(known.of(stream, 3, [sonne])).toBeNull()
})
