import type { Attachment } from 'svelte/attachments'

const seenMs = 600
const settleMs = 1_000

// Half of a message is on the screen; or it covers the middle, and then half of the screen, if it is taller than that.
const enough: readonly IntersectionObserverInit[] = [{ threshold: 0.5 }, { rootMargin: '-50% 0px -50% 0px' }]

/**
 * Read means: for 600 ms half of it is visible, or it fills half of the screen. Says the newest that was, once it settles, of the
 * items that this selector finds in the log.
 */
export function reading(items: string, onread: (id: string) => void): Attachment<HTMLElement> {
  return (log) => {
    let furthest = ''
    let settle: ReturnType<typeof setTimeout> | undefined

    function seen({ id }: Element) {
      if (id <= furthest || document.visibilityState !== 'visible') return
      furthest = id
      clearTimeout(settle)
      settle = setTimeout(say, settleMs)
    }
    function say() {
      settle = undefined
      onread(furthest)
    }

    const looking = enough.map((how) => looks(how, seen))
    const watch = () => {
      for (const item of log.querySelectorAll(items)) looking.forEach(({ observe }) => observe(item))
    }
    const growing = new MutationObserver(watch)
    growing.observe(log, { childList: true, subtree: true })
    watch()
    return () => {
      growing.disconnect()
      if (settle !== undefined) {
        clearTimeout(settle)
        say()
      }
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
