import { expect, test } from 'vitest'
import type {
  Author,
  ChildId,
  GoneMessage,
  Mark,
  MembershipId,
  Message,
  MessageId,
  Thread,
  ThreadId,
  ToldEvent,
} from '@morgenkreis/protocol'
import { counter } from '../test/kita.ts'
import { Seeded, seeds } from '../test/seeded.ts'
import { applyToTalk, cutTalk, emptyTalk, mergeTalk, mostAtHand } from './talk.ts'
import { applyToThreads, emptyThreads, mergeThreads, unreadIn } from './threads.ts'

const thread = counter('c')() as ThreadId
const me = counter('a')() as MembershipId
const author: Author = { membership: counter('b')() as MembershipId, name: 'Emre', role: 'educator' }
const at = '2026-11-25T06:40:00.000Z'
const nextId = counter('d')
const since = nextId() as MessageId

const message = (over: Partial<Message> = {}): Message => ({
  ...{ id: nextId() as MessageId, thread, author, text: 'Hallo', quotation: null, at, editedAt: null, v: 1 },
  ...over,
})
const told = (name: 'message.sent' | 'message.edited' | 'message.removed', data: Message | GoneMessage): ToldEvent =>
  ({ seq: 1, name, ref: data.id, v: data.v, at, data }) as ToldEvent
const gone = ({ id, v }: Message): GoneMessage => ({ id, thread, gone: 'withdrawn', at, v: v + 1 })

test('[I2] told in any order and twice, a thread equals a fresh read, with what is quoted in it', () => {
  for (const seed of seeds(100)) {
    const chance = new Seeded(seed)
    const stored = new Map<MessageId, Message | GoneMessage>()
    const events: ToldEvent[] = []
    for (let step = 0; step < 30; step += 1) {
      const living = [...stored.values()].filter((one): one is Message => 'text' in one)
      const next = living.length === 0 ? 'say' : chance.pick(['say', 'say', 'say', 'remove', 'change'] as const)
      if (next === 'remove') {
        const line = gone(chance.pick(living))
        stored.set(line.id, line)
        events.push(told('message.removed', line))
      } else if (next === 'change') {
        const before = chance.pick(living)
        const changed = { ...before, text: `Neu ${step}`, editedAt: at, v: before.v + 1 }
        stored.set(changed.id, changed)
        events.push(told('message.edited', changed))
      } else {
        const quoted = living.length > 0 && chance.chance(0.4) ? chance.pick(living) : null
        const quotation = quoted && { message: quoted.id, author, excerpt: quoted.text }
        const said = message({ text: `Wort ${step}`, quotation })
        stored.set(said.id, said)
        events.push(told('message.sent', said))
      }
    }
    const fresh = [...stored.values()].map((one) => {
      if ('gone' in one || one.quotation === null) return one
      const quoted = stored.get(one.quotation.message)
      const now =
        quoted !== undefined && 'text' in quoted ? { author, excerpt: quoted.text } : { author: null, excerpt: null }
      return { ...one, quotation: { message: one.quotation.message, ...now } }
    })
    const read = mergeTalk(emptyTalk(thread), { messages: fresh, older: false, newer: false, since })
    const shuffled = chance.shuffle([...events, ...events]).reduce(applyToTalk, read)
    expect(shuffled.items, `SEED=${seed}`).toEqual(fresh)
    const live = [...events, ...events].reduce(applyToTalk, emptyTalk(thread))
    expect(live.items, `SEED=${seed}`).toEqual(fresh)
  }
})

test('[D-08, I2] of what is not at hand, too, nobody reads in a quotation what it does not say any more', () => {
  const [quoted, hidden, removed] = [message({ text: 'Eins' }), message({ text: 'Zwei' }), message({ text: 'Drei' })]
  const quoting = ({ id, text }: Message) => message({ quotation: { message: id, author, excerpt: text } })
  const [one, two, three] = [quoting(quoted), quoting(hidden), quoting(removed)]
  const piece = mergeTalk(emptyTalk(thread), { messages: [one, two, three], older: true, newer: false, since })
  const excerpts = ({ items }: typeof piece) => items.map((item) => 'quotation' in item && item.quotation?.excerpt)
  const changed = { ...quoted, text: 'Neu', editedAt: at, v: 2 }
  const line: GoneMessage = { id: hidden.id, thread, gone: 'hidden', at, v: 2 }
  const edited = { ...removed, text: 'Anders', editedAt: at, v: 2 }
  const inOneRoom = [
    told('message.edited', changed),
    told('message.removed', line),
    told('message.edited', edited),
    told('message.removed', gone(edited)),
  ]
  const after = inOneRoom.reduce(applyToTalk, piece)
  expect(excerpts(after)).toEqual(['Neu', null, null])
  expect(after.items.map(({ id }) => id)).toEqual([one.id, two.id, three.id])
  // Whoever hears by two rooms hears all of it once more, and late.
  for (const event of inOneRoom) expect(applyToTalk(after, event)).toBe(after)
  const revealed = applyToTalk(after, {
    ...told('message.edited', { ...hidden, v: 3 }),
    name: 'message.revealed',
  } as ToldEvent)
  expect(excerpts(revealed)).toEqual(['Neu', 'Zwei', null])
})

test('a piece from the middle takes nothing in that would leave a gap, and pages adjoin', () => {
  const [first, second, third, fourth] = [message(), message(), message(), message()]
  const middle = mergeTalk(emptyTalk(thread), { messages: [second], older: true, newer: true, since })
  expect(applyToTalk(middle, told('message.sent', fourth)).items).toEqual([second])
  expect(applyToTalk(middle, told('message.edited', { ...first, v: 2 })).items).toEqual([second])
  const back = mergeTalk(middle, { messages: [first], older: false, newer: true, since }, 'older')
  expect(back).toMatchObject({ items: [first, second], older: false, newer: true })
  const whole = mergeTalk(back, { messages: [third], older: true, newer: false, since }, 'newer')
  expect(whole).toMatchObject({ items: [first, second, third], older: false, newer: false })
  expect(applyToTalk(whole, told('message.sent', fourth)).items).toEqual([first, second, third, fourth])
})

test('[K-36] of what was said before one belonged there is no line, and no word, whatever becomes of it', () => {
  const [older, first] = [message(), message()]
  const talk = mergeTalk(emptyTalk(thread), { messages: [first], older: false, newer: false, since: first.id })
  const changed = { ...older, text: 'Anders', v: 2 }
  for (const event of [told('message.removed', gone(older)), told('message.edited', changed)])
    expect(applyToTalk(talk, event)).toBe(talk)
  expect(applyToTalk(talk, told('message.removed', gone(first))).items).toEqual([gone(first)])
})

test('what is said in another thread, or no longer exists, changes nothing else', () => {
  const said = message()
  const talk = mergeTalk(emptyTalk(thread), { messages: [said], older: false, newer: false, since })
  expect(applyToTalk(talk, told('message.sent', message({ thread: counter('e')() as ThreadId })))).toBe(talk)
  const vanished: ToldEvent = { seq: 1, name: 'message.sent', ref: said.id, v: 2, at, gone: true }
  expect(applyToTalk(talk, vanished).items).toEqual([])
})

const listed = (over: Partial<Thread> = {}): Thread => ({
  ...{ id: thread, facility: counter('f')() as Thread['facility'], circle: 'group', group: null, mode: 'open' },
  ...{ locked: false, opened: null, partner: null, subject: null, last: null, unread: 0 },
  mark: { thread, upTo: null, unread: false, v: 0 },
  ...over,
})
const vanished = (of: Message): ToldEvent => ({ seq: 1, name: 'message.removed', ref: of.id, v: 2, at, gone: true })
const marked = (mark: Mark): ToldEvent => ({ seq: 1, name: 'thread.marked', ref: 'x', v: mark.v, at, data: mark })

test('unread grows by what others say, and ends with reading', () => {
  const read = mergeThreads(emptyThreads([me]), { threads: [listed()] })
  const others = message()
  const one = applyToThreads(read, told('message.sent', others))
  expect(one.items[0]).toMatchObject({ unread: 1, last: others })
  expect(applyToThreads(one, told('message.sent', others)).items[0]).toMatchObject({ unread: 1 })
  const mine = message({ author: { ...author, membership: me } })
  const two = applyToThreads(one, told('message.sent', mine))
  expect(two.items[0]).toMatchObject({ unread: 1, last: mine })
  const done = applyToThreads(two, marked({ thread, upTo: mine.id, unread: false, v: 1 }))
  expect(done.items[0]).toMatchObject({ unread: 0 })
  expect(applyToThreads(done, marked({ thread, upTo: mine.id, unread: true, v: 2 })).items[0]?.mark.unread).toBe(true)
  expect(applyToThreads(two, marked({ thread, upTo: others.id, unread: false, v: 1 })).stale).toBe(true)
})

test('what only a fresh read can say makes the list stale', () => {
  const read = mergeThreads(emptyThreads([me]), { threads: [listed()] })
  expect(applyToThreads(read, told('message.sent', message({ thread: counter('e')() as ThreadId }))).stale).toBe(true)
  expect(applyToThreads(read, told('message.removed', gone(message()))).stale).toBe(true)
  const child = counter('f')() as ChildId
  for (const name of ['child.left', 'child.changed'] as const) {
    const event: ToldEvent = { seq: 1, name, ref: child, v: 2, at, data: { child, v: 2 } }
    expect(applyToThreads(read, event).stale).toBe(true)
  }
  expect(read.stale).toBe(false)
})

test('what was said before somebody belonged is no newest of the list, whatever becomes of it', () => {
  const before = message()
  const read = mergeThreads(emptyThreads([me]), { threads: [listed()] })
  const after = applyToThreads(read, told('message.edited', { ...before, text: 'Anders', editedAt: at, v: 2 }))
  expect(after.stale).toBe(true)
  expect(after.items[0]?.last).toBe(null)
})

test('all that is new together: what came, and what was marked by hand', () => {
  const other = counter('e')() as ThreadId
  const byHand = listed({ id: other, mark: { thread: other, upTo: null, unread: true, v: 1 } })
  const read = mergeThreads(emptyThreads([me]), { threads: [listed({ unread: 3 }), byHand] })
  expect(unreadIn(emptyThreads([me]))).toBe(0)
  expect(unreadIn(read)).toBe(4)
  expect(unreadIn(applyToThreads(read, told('message.sent', message())))).toBe(5)
})

test('[chats-09] paging through a long thread, one has a piece of it at hand, without a gap, and knows what lies beyond', () => {
  const all = Array.from({ length: 400 }, () => message())
  const page = (from: number, to: number) => ({
    messages: all.slice(from, to),
    older: from > 0,
    newer: to < all.length,
    since,
  })
  let talk = mergeTalk(emptyTalk(thread), page(350, 400))
  for (let from = 300; from >= 0; from -= 50) talk = cutTalk(mergeTalk(talk, page(from, from + 50), 'older'), 'older')
  expect(talk.items).toEqual(all.slice(0, mostAtHand))
  expect([talk.older, talk.newer]).toEqual([false, true])
  for (let from = mostAtHand; from < 400; from += 50)
    talk = cutTalk(mergeTalk(talk, page(from, from + 50), 'newer'), 'newer')
  expect(talk.items).toEqual(all.slice(-mostAtHand))
  expect([talk.older, talk.newer]).toEqual([true, false])
  expect(cutTalk(talk, 'newer')).toBe(talk)
})

test('[K-05, D-08] of what is gone without a line no list shows the beginning, and no counter counts it', () => {
  const [older, newer] = [message(), message()]
  const read = mergeThreads(emptyThreads([me]), { threads: [listed({ last: newer, unread: 2 })] })
  for (const one of [older, newer]) expect(applyToThreads(read, vanished(one)).stale).toBe(true)
  const mark = { thread, upTo: older.id, unread: false, v: 1 }
  const later = mergeThreads(emptyThreads([me]), { threads: [listed({ last: newer, unread: 1, mark })] })
  for (const one of [older, message()]) expect(applyToThreads(later, vanished(one))).toBe(later)
})
