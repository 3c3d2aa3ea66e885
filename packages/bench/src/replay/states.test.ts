import { expect, test } from 'vitest'
import type { Sent } from './record.ts'
import { diverged, unlikeRecord } from './states.ts'

const shown = [
  { ref: 'a1', text: 'Gummistiefel' },
  { ref: 'c1', text: 'Danke' },
  { ref: 'c2', text: null },
]
const sent = (event: string, ref: string, text: string | null): Sent => ({
  event,
  ref,
  text,
  under: ref.startsWith('c') ? 'a1' : null,
  sentAt: 0,
  answeredAt: 1,
  audience: new Set(['Paula']),
})
const record = [
  sent('announcement.published', 'a1', 'Gummistiefel'),
  sent('comment.published', 'c1', 'Danke'),
  sent('comment.published', 'c2', 'Ups'),
  sent('comment.removed', 'c2', null),
]

test('old state and events equal a fresh read, or it is said what does not', () => {
  expect(diverged('Paula', shown, shown)).toEqual([])
  expect(diverged('Paula', shown.slice(0, 2), shown)).toHaveLength(1)
  expect(diverged('Paula', shown, shown.slice(1))).toHaveLength(1)
  expect(diverged('Paula', shown.with(1, { ref: 'c1', text: 'Dank' }), shown)).toHaveLength(2)
  expect(diverged('Paula', [shown[1]!, shown[0]!, shown[2]!], shown)).toEqual([
    { kind: 'diverged', who: 'Paula', what: 'shows another order' },
  ])
})

test('a fresh read shows what was acknowledged, and of a removed thing no text', () => {
  expect(unlikeRecord('Paula', shown, record)).toEqual([])
  expect(unlikeRecord('Paula', shown.slice(1), record)).toMatchObject([{ kind: 'lost' }])
  expect(unlikeRecord('Paula', shown.with(2, { ref: 'c2', text: 'Ups' }), record)).toMatchObject([{ kind: 'altered' }])
})

test('comments under a removed announcement need not be read, the line that is left of it must', () => {
  const gone = [...record, sent('announcement.removed', 'a1', null)]
  expect(unlikeRecord('Paula', [{ ref: 'a1', text: null }], gone)).toEqual([])
  expect(unlikeRecord('Paula', [], gone)).toMatchObject([{ kind: 'lost' }])
})

test('[K-36] whoever does not belong to the audience cannot read it either', () => {
  expect(unlikeRecord('Sami', [], record)).toEqual([])
  expect(unlikeRecord('Sami', shown.slice(0, 1), record)).toMatchObject([{ kind: 'overheard', who: 'Sami' }])
})
