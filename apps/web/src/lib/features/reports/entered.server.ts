import { textOf } from '#lib/shell/entered.server.ts'
import type { Entry } from './entry.ts'

/** What stands in a form that was sent without a script. */
export function entryIn(form: FormData): Entry {
  const entered = (name: string) => textOf(form, name)
  const children = form.getAll('child').filter((child) => typeof child === 'string')
  return {
    children,
    kind: entered('kind'),
    illness: entered('illness'),
    reason: entered('reason'),
    from: entered('from'),
    to: entered('to'),
    note: entered('note'),
    by: entered('by'),
    basis: entered('basis'),
  }
}
