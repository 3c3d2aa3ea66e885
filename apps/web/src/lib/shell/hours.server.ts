import type { QuietOrOff } from '@morgenkreis/protocol'
import { textOf } from './entered.server.ts'

/** Daily hours as a form gives them: none where the box before them was not ticked. Still to be checked. */
export function hoursOf(form: FormData): QuietOrOff {
  if (textOf(form, 'quiet') !== 'yes') return 'off'
  const weekend = textOf(form, 'weekend') === 'yes' ? ({ weekend: true } as const) : {}
  return { from: textOf(form, 'from'), to: textOf(form, 'to'), ...weekend }
}
