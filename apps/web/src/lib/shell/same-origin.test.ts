import { expect, test } from 'vitest'
import { pathWithin } from './same-origin.ts'

const origin = 'https://kita.example'

test.each([
  ['/post/1?a=b#c', '/post/1?a=b#c'],
  ['https://kita.example/mehr', '/mehr'],
])('%s stays in the house', (wanted, path) => {
  expect(pathWithin(origin, wanted)).toBe(path)
})

test.each([
  null,
  '//evil.example',
  '/\\evil.example',
  'https://evil.example/post',
  'javascript:alert(1)',
  '\t//evil.example',
  '/.//evil.example',
  '/post/..//evil.example',
  'https://kita.example//evil.example',
])('%s leads to the start page', (wanted) => {
  expect(pathWithin(origin, wanted)).toBe('/heute')
})
