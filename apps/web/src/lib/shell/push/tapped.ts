import { leaveFor } from '#lib/shell/frame/leave.ts'

/** What the service worker tells a page that is open: a notification was tapped. */
export interface Tapped {
  readonly opens: string
  /** Whoever has not answered by then need not: another window was opened. In milliseconds since 1970. */
  readonly until: number
}

const isTapped = (message: unknown): message is Tapped =>
  typeof message === 'object' && message !== null && 'opens' in message && 'until' in message

/** The page goes by itself where a notification leads, so that what is being written on it can ask first. Answers how to stop. */
export function goWhenTapped(): () => void {
  if (!('serviceWorker' in navigator)) return () => undefined
  const { serviceWorker } = navigator
  const onTapped = ({ data, ports: [answer] }: MessageEvent<unknown>) => {
    if (!isTapped(data) || Date.now() > data.until) return
    answer?.postMessage('gone')
    leaveFor(data.opens)
  }
  serviceWorker.addEventListener('message', onTapped)
  return () => serviceWorker.removeEventListener('message', onTapped)
}
