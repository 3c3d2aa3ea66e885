import type { Attachment } from 'svelte/attachments'

/** One tab stop for a whole list: arrow keys, Home and End move it among the children that are `[data-item]`. */
export const roving: Attachment<HTMLElement> = (list) => {
  const items = () => [...list.querySelectorAll<HTMLElement>('[data-item]')]

  function move(event: KeyboardEvent) {
    const all = items()
    const at = all.findIndex((item) => item === event.target)
    if (at === -1) return
    const goal = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key]
    const next = goal === undefined ? undefined : all[goal]
    if (next === undefined) return
    event.preventDefault()
    next.focus()
  }

  function stop(event: FocusEvent) {
    const item = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-item]') : null
    if (item !== null) for (const each of items()) each.tabIndex = each === item ? 0 : -1
  }

  list.addEventListener('keydown', move)
  list.addEventListener('focusin', stop)
  return () => {
    list.removeEventListener('keydown', move)
    list.removeEventListener('focusin', stop)
  }
}
