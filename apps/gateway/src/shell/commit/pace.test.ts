import { expect, test } from 'vitest'
import { committersAt, restAfter } from './pace.ts'

test('[I11] few plans go at once, whatever came before', () => {
  for (const took of [0, 5, 100]) for (const plans of [1, 2, 7]) expect(restAfter(plans, took)).toBe(0)
})

test('[I11] under load batches begin at most every twenty milliseconds, and never wait for long', () => {
  expect(restAfter(8, 5)).toBe(15)
  expect(restAfter(200, 0)).toBe(20)
  expect(restAfter(200, 30)).toBe(0)
  expect(restAfter(200, 400)).toBe(0)
})

test('[I11] among few plans more transactions run side by side than under load', () => {
  expect(committersAt(1)).toBeGreaterThan(committersAt(8))
  expect(committersAt(500)).toBe(2)
})
