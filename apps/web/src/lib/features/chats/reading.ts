import type { Attachment } from 'svelte/attachments'

const seenMs = 600
const settleMs = 1_000

/** Read means: at least half of it visible for 600 ms. Says the newest that was, once it settles. */
export function reading(onread: (id: string) => void): Attachment<HTMLElement> {
  return (log) => {
    const timers = new Map<Element, ReturnType<typeof setTimeout>>()
    let furthest = ''
    let settle: ReturnType<typeof setTimeout> | undefined

    function look(target: Element) {
      timers.delete(target)
      seen(target)
    }

    function seen({ id }: Element) {
      if (id <= furthest || document.visibilityState !== 'visible') return
      furthest = id
      clearTimeout(settle)
      settle = setTimeout(() => onread(furthest), settleMs)
    }

    const looking = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          clearTimeout(timers.get(target))
          timers.delete(target)
          if (isIntersecting) timers.set(target, setTimeout(look, seenMs, target))
        }
      },
      { threshold: 0.5 },
    )
    const watch = () => {
      for (const item of log.querySelectorAll('[data-message]')) looking.observe(item)
    }
    const growing = new MutationObserver(watch)
    growing.observe(log, { childList: true, subtree: true })
    watch()
    return () => {
      looking.disconnect()
      growing.disconnect()
      clearTimeout(settle)
      for (const timer of timers.values()) clearTimeout(timer)
    }
  }
}

/** Calls when this comes near the screen: another page is due. */
export function near(onnear: () => void): Attachment<HTMLElement> {
  return (edge) => {
    const looking = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && onnear(), {
      rootMargin: '600px 0px',
    })
    looking.observe(edge)
    return () => looking.disconnect()
  }
}

/** Whether the end of the page is on the screen. */
export const isAtEnd = () => document.documentElement.scrollHeight - window.scrollY - window.innerHeight < 160

/** Changes what stands above without moving what is looked at. */
export async function keepingPlace(change: () => Promise<unknown>): Promise<void> {
  const anchor = [...document.querySelectorAll<HTMLElement>('[data-message]')].find(
    (item) => item.getBoundingClientRect().bottom > 0,
  )
  const before = anchor?.getBoundingClientRect().top
  await change()
  if (anchor === undefined || before === undefined || !anchor.isConnected) return
  window.scrollBy(0, anchor.getBoundingClientRect().top - before)
}
