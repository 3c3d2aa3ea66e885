import { textOf } from './entered.server.ts'

/** Daily hours as a form gives them: none where the box before them was not ticked. Still to be checked. */
export const hoursOf = (form: FormData): 'off' | { from: string; to: string } =>
  textOf(form, 'quiet') === 'yes' ? { from: textOf(form, 'from'), to: textOf(form, 'to') } : 'off'
