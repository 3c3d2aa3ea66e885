import { expect, test } from 'vitest'
import type { Sent } from './record.ts'
import { diverged, miscounted, unlikeRecord } from './states.ts'
import type { Shown } from './states.ts'

/** Read by whoever heard it. */
const unlike = (who: string, fresh: readonly Shown[], record: readonly Sent[]) =>
  unlikeRecord(who, fresh, { record, reads: ({ audience }) => audience.has(who) })

const shown = [
  { ref: 'a1', text: 'Gummistiefel' },
  { ref: 'c1', text: 'Danke' },
  { ref: 'c2', text: null },
]
const sent = (event: string, ref: string, text: string | null, answeredAt = 1): Sent => ({
  event,
  ref,
  text,
  under: ref.startsWith('c') ? 'a1' : null,
  sentAt: 0,
  answeredAt,
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
  expect(unlike('Paula', shown, record)).toEqual([])
  expect(unlike('Paula', shown.slice(1), record)).toMatchObject([{ kind: 'lost' }])
  expect(unlike('Paula', shown.with(2, { ref: 'c2', text: 'Ups' }), record)).toMatchObject([{ kind: 'altered' }])
})

test('comments under a removed announcement need not be read, the line that is left of it must', () => {
  const gone = [...record, sent('announcement.removed', 'a1', null)]
  expect(unlike('Paula', [{ ref: 'a1', text: null }], gone)).toEqual([])
  expect(unlike('Paula', [], gone)).toMatchObject([{ kind: 'lost' }])
})

test('[K-36] whoever does not belong to the audience cannot read it either', () => {
  expect(unlike('Sami', [], record)).toEqual([])
  expect(unlike('Sami', shown.slice(0, 1), record)).toMatchObject([{ kind: 'overheard', who: 'Sami' }])
})

test('what counts is what became of a thing last: changed, hidden, shown again, had back', () => {
  const shows = (text: string | null, ...later: Sent[]) =>
    unlike('Paula', [{ ref: 'm1', text }], [sent('message.sent', 'm1', 'Eins'), ...later])
  const edited = sent('message.edited', 'm1', 'Zwei', 2)
  const removed = sent('message.removed', 'm1', null, 3)
  expect(shows('Eins', edited)).toMatchObject([{ kind: 'altered' }])
  expect(shows('Zwei', edited)).toEqual([])
  expect(shows('Zwei', edited, removed)).toMatchObject([{ kind: 'altered' }])
  expect(shows(null, removed, edited)).toEqual([])
  expect(shows('Zwei', edited, removed, sent('message.revealed', 'm1', null, 4))).toEqual([])
  expect(shows('Eins', removed, sent('message.restored', 'm1', null, 4))).toEqual([])
})

test('a total that is not what the record says is said with both', () => {
  expect(miscounted('Paula', 'totals', { answers: 5 }, { answers: 5 })).toEqual([])
  expect(miscounted('Paula', 'totals', { answers: 5 }, { answers: 6 })).toEqual([
    { kind: 'miscounted', who: 'Paula', what: 'totals: {"answers":6} instead of {"answers":5}' },
  ])
})

test('who reads a thing by now counts, whoever heard it when it was sent', () => {
  const by = (reads: boolean, fresh: readonly Shown[]) =>
    unlikeRecord('Paula', fresh, { record: record.slice(0, 1), reads: () => reads })
  expect(by(true, shown.slice(0, 1))).toEqual([])
  expect(by(true, [])).toMatchObject([{ kind: 'lost' }])
  expect(by(false, shown.slice(0, 1))).toMatchObject([{ kind: 'overheard' }])
})
