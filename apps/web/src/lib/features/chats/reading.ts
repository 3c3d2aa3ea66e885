import type { Attachment } from 'svelte/attachments'

const seenMs = 600
const settleMs = 1_000

// Half of a message is on the screen; or it covers the middle, and then half of the screen, if it is taller than that.
const enough: readonly IntersectionObserverInit[] = [{ threshold: 0.5 }, { rootMargin: '-50% 0px -50% 0px' }]

/** Read means: for 600 ms half of it is visible, or it fills half of the screen. Says the newest that was, once it settles. */
export function reading(onread: (id: string) => void): Attachment<HTMLElement> {
  return (log) => {
    let furthest = ''
    let settle: ReturnType<typeof setTimeout> | undefined

    function seen({ id }: Element) {
      if (id <= furthest || document.visibilityState !== 'visible') return
      furthest = id
      clearTimeout(settle)
      settle = setTimeout(() => onread(furthest), settleMs)
    }

    const looking = enough.map((how) => looks(how, seen))
    const watch = () => {
      for (const item of log.querySelectorAll('[data-message]')) looking.forEach(({ observe }) => observe(item))
    }
    const growing = new MutationObserver(watch)
    growing.observe(log, { childList: true, subtree: true })
    watch()
    return () => {
      growing.disconnect()
      clearTimeout(settle)
      for (const { stop } of looking) stop()
    }
  }
}

/** Says what is on the screen for a while. */
function looks(how: IntersectionObserverInit, onseen: (item: Element) => void) {
  const timers = new Map<Element, ReturnType<typeof setTimeout>>()
  function look(target: Element) {
    timers.delete(target)
    onseen(target)
  }
  const looking = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      clearTimeout(timers.get(target))
      timers.delete(target)
      if (isIntersecting) timers.set(target, setTimeout(look, seenMs, target))
    }
  }, how)
  return {
    observe: (item: Element) => looking.observe(item),
    stop() {
      looking.disconnect()
      for (const timer of timers.values()) clearTimeout(timer)
    },
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

let staying = false

/** What comes now comes below what is looked at. A browser would keep the composer in its place instead. */
export function stay(): void {
  if (staying) return
  staying = true
  const at = window.scrollY
  // It moves what is looked at with the next frame.
  const afterFrame = (act: () => void) => requestAnimationFrame(() => requestAnimationFrame(act))
  afterFrame(() => {
    staying = false
    window.scrollTo(0, at)
  })
}

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
