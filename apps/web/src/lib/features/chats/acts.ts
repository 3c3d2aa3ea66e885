import type { Message, MessageId } from '@morgenkreis/protocol'
import type { HoldPart } from '#lib/features/retention/hold.ts'

/** What can be done with a message. Each answers whether it took over from the plain link or form. */
export interface Acts {
  readonly replies: boolean
  reply(message: Message): boolean
  jump(to: MessageId): boolean
  edits(message: Message): boolean
  edit(message: Message): void
  /** Whether what others say here can be reported. */
  readonly reports: boolean
  /** What locks a message against deletion, for those who may. */
  readonly hold: HoldPart | null
  removalOf(message: Message): 'withdraw' | 'remove' | undefined
  remove(message: Message): boolean
}
