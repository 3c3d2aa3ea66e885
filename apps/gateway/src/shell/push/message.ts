import { hash } from 'node:crypto'
import type { PushSubject } from '@morgenkreis/protocol'

/** Where a device is reached, as its browser said. */
export interface PushAddress {
  readonly endpoint: string
  readonly keys: { readonly p256dh: string; readonly auth: string }
}

/** What a device is told: that there is something, and nothing of what. */
export interface PushMessage {
  readonly subject: PushSubject
  /** Opaque: what it stands for is asked of the gateway, by who is signed in. The same for all of one topic. */
  readonly id: string
  readonly urgent: boolean
  /** Of two with the same topic that wait at a push service, the newer one stays. */
  readonly topic: string
}

/** Every message has this many bytes, so that its length tells nothing. */
const messageBytes = 96

export function payloadOf({ subject, id }: PushMessage): Buffer {
  const text = JSON.stringify({ category: subject, id })
  if (Buffer.byteLength(text) > messageBytes) throw new Error('a push message is longer than all of them are')
  return Buffer.from(text.padEnd(messageBytes))
}

/** As a header, RFC 8030: at most 32 characters of base64url. */
export const headerOf = (name: string) => hash('sha256', name, 'base64url').slice(0, 32)
