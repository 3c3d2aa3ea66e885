import type { ToldEvent } from '@morgenkreis/protocol'
import { expect, test } from 'vitest'
import { refOf, textOf } from './reference.ts'

const told = (name: string, data?: object) => ({ seq: 1, name, ref: 'row', v: 1, at: '', data }) as ToldEvent

test('what is told under the id of a row that nobody sees goes by what it is about', () => {
  expect(refOf(told('announcement.confirmed', { announcement: 'a1', child: 'c1' }))).toBe('a1 c1')
  expect(refOf(told('announcement.reminded', { announcement: 'a1' }))).toBe('a1')
  expect(refOf(told('announcement.opened', { announcement: 'a1', v: 1 }))).toBe('a1')
  expect(refOf(told('thread.marked', { thread: 't1' }))).toBe('t1')
  expect(refOf(told('report.changed', { facility: 'f1' }))).toBe('reports')
  expect(refOf(told('report.settled', { report: 'r1' }))).toBe('judgements')
  expect(refOf(told('comment.published', { text: 'Danke' }))).toBe('row')
})

test('a text is what its author wrote, a poll’s its question', () => {
  expect(textOf(told('comment.published', { text: 'Danke' }))).toBe('Danke')
  expect(textOf(told('poll.published', { question: 'Wohin?' }))).toBe('Wohin?')
  expect([textOf(told('message.sent')), textOf(told('poll.voted', { poll: 'p1' }))]).toEqual([null, null])
})
