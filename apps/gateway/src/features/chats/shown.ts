import { excerptOf, type GoneMessage, type Message, type MessageId, type Quotation } from '@morgenkreis/protocol'
import { Shredded } from '../../shell/keys.ts'
import { goneLine, shownAt, visible } from '../../shell/removal.ts'
import { authorIn, type Roster } from '../../shell/roster/roster.ts'
import type { Sealer } from '../../shell/seal.ts'
import type { ChatStore, MessageDoc } from './store.ts'

/** Whether what a message quotes may be repeated to whoever this is rendered for. */
export type Repeats = (quoted: MessageDoc) => boolean

interface Reading {
  readonly store: ChatStore
  readonly sealer: Sealer
  readonly roster: Roster
  readonly now: Date
  readonly repeats: Repeats
}

/** Messages as their readers see them, with what they quote; what cannot be opened any more is left out. */
export async function shownMessages(docs: readonly MessageDoc[], reading: Reading): Promise<(Message | GoneMessage)[]> {
  const { sealer, roster } = reading
  const quoted = await quotedBy(docs, reading)
  await sealer.prepareToOpen([...docs, ...quoted.values()].map(({ text }) => text))
  return docs.flatMap((doc): (Message | GoneMessage)[] => {
    const line = goneLine(doc)
    if (line !== null) return [{ id: doc._id, thread: doc.thread, ...line }]
    const text = openText(doc, sealer)
    return text === null ? [] : [whole(doc, text, quotationOf(doc, quoted, reading), roster)]
  })
}

/** The message as everybody reads it who takes part in its thread. */
export function whole(
  doc: Pick<MessageDoc, '_id' | 'thread' | 'author' | 'at' | 'editedAt' | 'v'>,
  text: string,
  quotation: Quotation | null,
  roster: Roster,
): Message {
  const { _id: id, thread, author, at, editedAt, v } = doc
  const editing = { at: at.toISOString(), editedAt: editedAt?.toISOString() ?? null }
  return { id, thread, author: authorIn(roster, author, thread), text, quotation, ...editing, v }
}

/** What one message says about the one that it answers. */
export function quotationOf(
  { quotes }: Pick<MessageDoc, 'quotes'>,
  quoted: ReadonlyMap<MessageId, MessageDoc>,
  { sealer, roster, repeats }: Pick<Reading, 'sealer' | 'roster' | 'repeats'>,
): Quotation | null {
  if (quotes === null) return null
  const doc = quoted.get(quotes)
  const text = doc !== undefined && repeats(doc) ? openText(doc, sealer) : null
  if (doc === undefined || text === null) return { message: quotes, author: null, excerpt: null }
  return { message: quotes, author: authorIn(roster, doc.author, doc.thread), excerpt: excerptOf(text) }
}

/** What these quote and what is still there: neither removed nor hidden nor expired. */
export async function quotedBy(
  docs: readonly Pick<MessageDoc, 'quotes'>[],
  { store, now }: Pick<Reading, 'store' | 'now'>,
): Promise<Map<MessageId, MessageDoc>> {
  const ids = [...new Set(docs.flatMap(({ quotes }) => quotes ?? []))]
  if (ids.length === 0) return new Map()
  const found = await store.messages.model.find({ _id: { $in: ids }, ...shownAt(now), ...visible }).lean()
  return new Map(found.map((doc) => [doc._id, doc]))
}

/** What each says, deleted or not, by id; what cannot be opened any more is left out. */
export async function textsOf(
  ids: readonly string[],
  { messages }: ChatStore,
  sealer: Sealer,
): Promise<Map<string, string>> {
  const docs = await messages.model.find({ _id: { $in: ids as MessageId[] } }).lean()
  await sealer.prepareToOpen(docs.map(({ text }) => text))
  return new Map(
    docs.flatMap((doc) => {
      const text = openText(doc, sealer)
      return text === null ? [] : [[doc._id, text] as const]
    }),
  )
}

function openText(doc: MessageDoc, sealer: Sealer): string | null {
  const place = { facility: doc.facility, collection: 'messages', id: doc._id, field: 'text' }
  const text = sealer.open(doc.text, place)
  return text === Shredded ? null : text
}
