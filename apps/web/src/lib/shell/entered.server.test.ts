import { expect, test } from 'vitest'
import { acknowledgementOf, requestOf, sentBefore, textOf } from './entered.server.ts'

function form(fields: Record<string, string>): FormData {
  const filled = new FormData()
  for (const [name, value] of Object.entries(fields)) filled.set(name, value)
  return filled
}

test('[K-101] only a ticked box is an acknowledgement', () => {
  expect(acknowledgementOf(form({ preview: 'token' }))).toEqual({})
  expect(acknowledgementOf(form({ preview: 'token', accepted: '' }))).toEqual({})
  expect(acknowledgementOf(form({ preview: 'token', accepted: 'no' }))).toEqual({})
  expect(acknowledgementOf(form({ preview: 'token', accepted: 'yes' }))).toEqual({
    acknowledgement: { preview: 'token', accepted: true },
  })
})

test('text comes without the line breaks of forms and without the space around it', () => {
  expect(textOf(form({ text: ' eins\r\nzwei\rdrei ' }), 'text')).toBe('eins\nzwei\ndrei')
  expect(textOf(form({}), 'text')).toBe('')
})

test('a form carries its request id; without a proper one it gets its own', () => {
  const id = '018cc251-f406-7000-8000-000000000002'
  expect(requestOf(form({ request: id }))).toBe(id)
  expect(requestOf(form({ request: 'x' }))).not.toBe(requestOf(form({ request: 'x' })))
})

test('[I3] a form of which nobody knows whether it was stored comes back with what it was sent with', () => {
  const request = '018cc251-f406-7000-8000-000000000002'
  const filled = form({ request, preview: 'token', accepted: 'yes' })
  for (const code of ['try-again', 'internal'] as const)
    expect(sentBefore(filled, code, ['a', 'b'])).toEqual({ sent: { request, preview: 'token', recipients: 'a b' } })
  for (const code of ['invalid', 'acknowledgement-stale', 'busy'] as const)
    expect(sentBefore(filled, code, ['a'])).toEqual({})
})
