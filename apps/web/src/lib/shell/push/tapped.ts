import { leaveFor } from '#lib/shell/frame/leave.ts'
import { isTap } from './tap.ts'

/** The page goes by itself where a notification leads, so that what is being written on it can ask first. Answers how to stop. */
export function goWhenTapped(): () => void {
  if (!('serviceWorker' in navigator)) return () => undefined
  const { serviceWorker } = navigator
  const onTap = ({ data, ports: [answer] }: MessageEvent<unknown>) => {
    if (!isTap(data) || Date.now() > data.until) return
    answer?.postMessage('gone')
    leaveFor(data.opens)
  }
  serviceWorker.addEventListener('message', onTap)
  return () => serviceWorker.removeEventListener('message', onTap)
}
