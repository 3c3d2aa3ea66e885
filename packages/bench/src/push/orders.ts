import type { Subscription } from '@morgenkreis/sandbox'

/**
 * Which way notifications are sent: the gateway's own sender, or the library's. `encryption` is what both leave to the library
 * and sends nothing: no sender that encrypts with it can be cheaper.
 */
export const ways = ['ours', 'web-push', 'encryption'] as const
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
