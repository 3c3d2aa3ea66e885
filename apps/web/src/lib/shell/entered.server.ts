import { randomUUID } from 'node:crypto'
import { RequestId, type Acknowledgement } from '@morgenkreis/protocol'

/** A text field of a form as it was entered, line breaks as \n; empty if it is missing or a file. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.replace(/\r\n?/g, '\n').trim() : ''
}

/** The request id that the page was rendered with: the same form sent twice is one thing. */
export function requestOf(form: FormData): RequestId {
  const given = RequestId.safeParse(form.get('request'))
  return given.success ? given.data : newRequest()
}

export const newRequest = (): RequestId => RequestId.parse(randomUUID())

/** The active click (K-101): only a ticked box is one, and only together with the preview that stood above it. */
export function acknowledgementOf(form: FormData): { acknowledgement?: Acknowledgement } {
  if (form.get('accepted') !== 'yes') return {}
  return { acknowledgement: { preview: textOf(form, 'preview'), accepted: true } }
}
