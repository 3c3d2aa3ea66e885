import { expect, test } from 'vitest'
import { telOf } from './tel.ts'

test.each([
  ['040 66969 117', 'tel:04066969117'],
  ['+49 (0)40 / 66969-117', 'tel:+494066969117'],
  ['(040) 1234', 'tel:0401234'],
])('[K-25] %s is dialled as %s', (phone, dialled) => {
  expect(telOf(phone)).toBe(dialled)
})
