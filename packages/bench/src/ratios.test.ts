import { expect, test } from 'vitest'
import { durableRatios } from './durable.ts'
import type { Durable } from './durable.ts'
import type { Returned, Verdict } from './reconnect/orders.ts'
import { isWhole, reconnectRatios } from './reconnect.ts'
import type { Reconnect } from './reconnect.ts'

const durable = (name: Durable['name'], rooms: number, rate: number, p95: number): Durable => ({
  ...{ name, label: name, rooms, rates: [rate], rate, atRate: undefined, p50: p95, p95, p99: p95 },
})

test('durable: the first number of rooms is not named, further ones are', () => {
  const figures = [
    durable('naive', 40, 1000, 10),
    durable('ours', 40, 3000, 20),
    durable('naive', 60, 800, 10),
    durable('ours', 60, 2000, 30),
  ]
  expect(durableRatios(figures)).toEqual({
    'durable ours/naive': 3,
    'p95 at 200/s ours/naive': 2,
    'durable 60 rooms ours/naive': 2.5,
    '60 rooms p95 at 200/s ours/naive': 3,
  })
})

const returned: Returned = { clients: 2, half: 100, most: 200, all: 300, atOther: 2, busy: 0.5 }
const verdict: Verdict = {
  ...{ acknowledged: 9, meanwhile: 3, refused: 0, heard: 225, lost: 0, doubled: 0, otherwise: 0, examples: [] },
}
const ours = (more: Partial<Verdict>, all: number | null = 300): Reconnect => ({
  ...{ name: 'ours', label: 'ours', clients: 2, half: 100, most: 200, all, cpu: 1 },
  takes: [{ ...returned, all, cpu: 1, verdict: { ...verdict, ...more } }],
})

test('reconnect: whole means that all are back, and nothing was lost, told twice, refused or otherwise wrong', () => {
  expect(isWhole([ours({})])).toBe(true)
  for (const wrong of [{ lost: 1 }, { doubled: 1 }, { otherwise: 1 }, { refused: 1 }])
    expect(isWhole([ours(wrong)])).toBe(false)
  expect(isWhole([ours({}, null)])).toBe(false)
})

test('reconnect: what never came true has no ratio', () => {
  const bare: Reconnect = { ...ours({}), name: 'bare', half: 50, most: 100, all: 300 }
  expect(reconnectRatios([bare, ours({}, null)])).toEqual({
    'reconnect 50 % ours/bare': 2,
    'reconnect 99 % ours/bare': 2,
  })
})
