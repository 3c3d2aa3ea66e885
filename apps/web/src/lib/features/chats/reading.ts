import type { Attachment } from 'svelte/attachments'

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
