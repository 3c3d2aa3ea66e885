import {
  excerptOf,
  type GoneMessage,
  type Message,
  type MessageId,
  type OutputOf,
  type ThreadId,
  type ToldEvent,
} from '@morgenkreis/protocol'
import { type Shelf, emptyShelf, put, vanish } from './shelf.ts'

export type TalkItem = Message | GoneMessage

/** A piece of a thread without a gap, oldest first. */
export interface Talk extends Shelf<TalkItem> {
  readonly thread: ThreadId
  /** Whether something was said before the first, or after the last of these. */
  readonly older: boolean
  readonly newer: boolean
  /** What has a smaller id is not the reader's, whatever is told of it; null as long as nothing was read. */
  readonly since: MessageId | null
  /** The versions at which others became known that are not among these, but may be quoted by them. */
  readonly beyond: ReadonlyMap<string, number>
  /** Something came back that only a fresh read shows. */
  readonly stale: boolean
}

export const emptyTalk = (thread: ThreadId): Talk => ({
  ...emptyShelf,
  thread,
  older: false,
  newer: false,
  since: null,
  beyond: new Map(),
  stale: false,
})

/** Takes a page of `message.list` in: the first, or one that adjoins what is there at its beginning or end. */
export function mergeTalk(talk: Talk, read: OutputOf<'message.list'>, side: 'only' | 'older' | 'newer' = 'only'): Talk {
  const merged = read.messages.reduce(takeIn, talk)
  return {
    ...merged,
    older: side === 'newer' ? talk.older : read.older,
    newer: side === 'older' ? talk.newer : read.newer,
    since: read.since,
  }
}

/** The most messages of a talk that one has at hand: what lies further away is read again when somebody scrolls there. */
export const mostAtHand = 150

/** Lets go of what lies furthest from this side, where that is more than one has at hand. */
export function cutTalk(talk: Talk, side: 'older' | 'newer'): Talk {
  const { items } = talk
  if (items.length <= mostAtHand) return talk
  return side === 'older'
    ? { ...talk, items: items.slice(0, mostAtHand), newer: true }
    : { ...talk, items: items.slice(-mostAtHand), older: true }
}

export function applyToTalk(talk: Talk, told: ToldEvent): Talk {
  switch (told.name) {
    case 'message.sent':
    case 'message.edited':
    case 'message.removed':
    case 'message.revealed': {
      if (told.data === undefined) return unquoted(vanish(talk, told.ref, told.v), told.ref)
      if (told.data.thread !== talk.thread || (talk.since !== null && told.ref < talk.since)) return talk
      const isHere = talk.items.some(({ id }) => id === told.ref)
      // Between this piece and the newest something is missing: it is read when somebody scrolls there.
      if (!isHere && (talk.newer || isBefore(talk, told.ref))) return requotedFromBeyond(talk, told.data)
      return takeIn(talk, told.data)
    }
    case 'message.restored':
      return told.data?.thread === talk.thread ? { ...talk, stale: true } : talk
    default:
      return talk
  }
}

/** What lies before the first of a piece is read when somebody scrolls there. */
const isBefore = ({ items, older }: Talk, id: string) => older && items[0] !== undefined && id < items[0].id

/** Puts a message in its place, and lets what quotes it say what it says now. */
export function takeIn(talk: Talk, item: TalkItem): Talk {
  const before = talk.items.find(({ id }) => id === item.id)
  const after = put(talk, upToDate(talk, item), 'oldest first')
  if (after === talk || before === undefined) return after
  return 'gone' in item ? unquoted(after, item.id) : requoted(after, item)
}

/** A word that comes late does not bring back what was removed meanwhile. */
function upToDate({ items }: Talk, item: TalkItem): TalkItem {
  if ('gone' in item || item.quotation === null) return item
  const { message } = item.quotation
  const quoted = items.find(({ id }) => id === message)
  if (quoted === undefined) return item
  const now = 'gone' in quoted ? nothing : { author: quoted.author, excerpt: excerptOf(quoted.text) }
  return { ...item, quotation: { message, ...now } }
}

/** What quotes something that is not at hand says what that says now (D-08). */
function requotedFromBeyond(talk: Talk, item: TalkItem): Talk {
  const { id, v } = item
  if ((talk.beyond.get(id) ?? 0) >= v) return talk
  const after = 'gone' in item ? unquoted(talk, id) : requoted(talk, item)
  return { ...after, beyond: new Map(talk.beyond).set(id, v) }
}

const nothing = { author: null, excerpt: null }
const requoted = (talk: Talk, { id, text, author }: Message) =>
  quotingAnew(talk, id, { author, excerpt: excerptOf(text) })
const unquoted = (talk: Talk, id: string) => quotingAnew(talk, id, nothing)

function quotingAnew(talk: Talk, id: string, now: Pick<NonNullable<Message['quotation']>, 'author' | 'excerpt'>): Talk {
  const quotes = (item: TalkItem): item is Message => !('gone' in item) && item.quotation?.message === id
  if (!talk.items.some(quotes)) return talk
  return {
    ...talk,
    items: talk.items.map((item) =>
      quotes(item) && item.quotation !== null ? { ...item, quotation: { ...item.quotation, ...now } } : item,
    ),
  }
}
