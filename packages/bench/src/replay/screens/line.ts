import type { OperationName, OutputOf, Reply } from '@morgenkreis/protocol'
import type { Shown } from '../states.ts'

export const lineOf = (item: { id: string; text: string } | { id: string; gone: string }): Shown => ({
  ref: item.id,
  text: 'text' in item ? item.text : null,
})

/** Where something may not be read at all: its module is off, or it is not for this hat. */
const closed: readonly string[] = ['module-off', 'not-found', 'forbidden', 'gone']

export function unlessClosed<Name extends OperationName>(name: Name, reply: Reply<Name>): OutputOf<Name> | undefined {
  if (reply.ok) return reply.data
  if (closed.includes(reply.error.code)) return undefined
  throw new Error(`${name}: ${reply.error.code}`)
}
