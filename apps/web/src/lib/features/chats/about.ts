import type { TalkItem } from '@morgenkreis/client'
import type { Author, Message, MessageId } from '@morgenkreis/protocol'
import type { OutgoingMessage } from './outgoing.ts'

/** What is answered. Of what lies far up it is not known here who said it. */
export interface Answered {
  readonly id: MessageId
  readonly author: Author | null
}

/** What is being written about: the message that is answered, or the own one that is changed. */
export type About =
  { readonly kind: 'reply'; readonly message: Answered } | { readonly kind: 'edit'; readonly message: Message }

/** What was written about when this was sent; undefined where nothing is left of it. */
export function aboutOf(entry: OutgoingMessage, shown: readonly TalkItem[]): About | undefined {
  const id = entry.name === 'message.edit' ? entry.input.message : entry.input.quotes
  if (id === undefined) return undefined
  const found = shown.find((one) => one.id === id)
  if (found !== undefined && 'gone' in found) return undefined
  if (entry.name === 'message.send') return { kind: 'reply', message: found ?? { id, author: null } }
  return found && { kind: 'edit', message: found }
}

/** The first, and those right after it that answer the same: what can come back as one text. */
export function together([first, ...rest]: readonly OutgoingMessage[]): OutgoingMessage[] {
  if (first === undefined) return []
  if (first.name === 'message.edit') return [first]
  const { quotes } = first.input
  const other = rest.findIndex((one) => one.name === 'message.edit' || one.input.quotes !== quotes)
  return [first, ...(other === -1 ? rest : rest.slice(0, other))]
}
