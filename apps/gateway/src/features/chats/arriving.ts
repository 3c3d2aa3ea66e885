import type { MessageId } from '@morgenkreis/protocol'
import type { Shell } from '../../shell/shell.ts'
import type { ChatStore } from './store.ts'

/** Whoever has read as far as a message, on whatever device, knows of it: it need not ring any more. */
export function arriving(shell: Shell, { messages, marks }: ChatStore): void {
  shell.notifying.arrivals.register('message.sent', async (ref, person) => {
    const message = await messages.model
      .findById(ref as MessageId)
      .select('thread')
      .lean()
    if (message === null) return true
    const mark = await marks.model.findOne({ person, thread: message.thread }).select('upTo').lean()
    return (mark?.upTo ?? '') >= ref
  })
}
