import { randomUUID } from 'node:crypto'
import { RequestId, type Acknowledgement, type RefusalCode } from '@morgenkreis/protocol'
import type { Sent } from './sent.ts'

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

/** With these answers a form may have been stored all the same. */
const unsure = new Set<RefusalCode>(['try-again', 'internal'])

/**
 * What a form that came back is sent with again where nobody knows whether it was stored: under its first request id it is one
 * thing, and one preview serves one publication. After any other refusal nothing was stored, and it is a new one.
 */
export function sentBefore(form: FormData, code: RefusalCode, recipients: readonly string[]): { sent?: Sent } {
  if (!unsure.has(code)) return {}
  return { sent: { request: requestOf(form), preview: textOf(form, 'preview'), recipients: recipients.join(' ') } }
}
