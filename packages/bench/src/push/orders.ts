import type { Subscription } from '@morgenkreis/sandbox'

/**
 * Which way notifications are sent: by the gateway's own sender, as many of them of a topic as in a Kita's day; by the same, each
 * of a topic of its own; or by the library. `encryption` is what is left to the library and sends nothing: no sender that
 * encrypts everything with it can be cheaper.
 */
export const ways = ['ours', 'ours-first', 'web-push', 'encryption'] as const
export type Way = (typeof ways)[number]

export interface Receiver {
  readonly port: number
  readonly cert: string
}
export const isReceiver = (message: unknown): message is { receiver: Receiver } =>
  message !== null && typeof message === 'object' && 'receiver' in message

/** What the sending process is told first. */
export interface Beginning {
  readonly way: Way
  readonly ca: string
  readonly key: { readonly publicKey: string; readonly privateKey: string }
  readonly subscriptions: readonly Subscription[]
}

/** Send for so many milliseconds. */
export interface SendOrder {
  readonly sendForMs: number
}

export interface Sent {
  readonly sent: number
  readonly failed: number
}
export const isSent = (message: unknown): message is Sent =>
  message !== null && typeof message === 'object' && 'sent' in message
export const isLoaded = (message: unknown): message is { loaded: true } =>
  message !== null && typeof message === 'object' && 'loaded' in message
export const isReady = (message: unknown): message is { ready: true } =>
  message !== null && typeof message === 'object' && 'ready' in message
