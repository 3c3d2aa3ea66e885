/** What the service worker tells a page that is open: a notification was tapped. */
export interface Tap {
  readonly opens: string
  /** Whoever has not answered by then need not: another window was opened. In milliseconds since 1970. */
  readonly until: number
}

export const isTap = (message: unknown): message is Tap =>
  typeof message === 'object' && message !== null && 'opens' in message && 'until' in message
