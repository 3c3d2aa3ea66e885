import { textOf } from '#lib/shell/entered.server.ts'

/** What a form says of closing days: without a last day it is one day. */
export function enteredIn(form: FormData) {
  const from = textOf(form, 'from')
  return { from, to: textOf(form, 'to') || from, reason: textOf(form, 'reason') }
}
