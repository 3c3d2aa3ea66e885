import { expect, test } from 'vitest'
import { pad, paddedLength, unpad } from './padding.ts'

test('[data at rest] text is padded to steps of 64 bytes up to 1 KiB, then of 512', () => {
  const steps = [0, 60, 61, 124, 125, 1020, 1021, 1532, 1533].map(paddedLength)
  expect(steps).toEqual([64, 64, 128, 128, 192, 1024, 1536, 1536, 2048])
})

test('[data at rest] short answers of different length have one size', () => {
  expect(pad('ja')).toHaveLength(pad('nein, heute leider nicht').length)
})

test.each([
  '',
  'x',
  'Grüße aus der Sonnengruppe',
  '🐌'.repeat(400),
  'مرحبا',
  'zeile\nzeile',
  '\0\0',
  'z'.repeat(10_000),
])('[data at rest] what was padded comes back as it was (%#)', (text) => {
  expect(unpad(pad(text))).toBe(text)
})

test('[data at rest] what follows the text is zeros, no remains of other texts', () => {
  for (let round = 0; round < 200; round += 1) Buffer.allocUnsafe(64).fill(0xff)
  expect(
    pad('kurz')
      .subarray(8)
      .every((byte) => byte === 0),
  ).toBe(true)
})
