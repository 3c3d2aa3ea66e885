import type { Attachment } from 'svelte/attachments'

/** One tab stop for a whole list: arrow keys, Home and End move it among the `[data-item]`; `onstop` hears its id. */
export function roving(onstop: (id: string) => void): Attachment<HTMLElement> {
  return (list) => {
    function move(event: KeyboardEvent) {
      const items = [...list.querySelectorAll<HTMLElement>('[data-item]')]
      const at = items.findIndex((item) => item === event.target)
      if (at === -1) return
      const goal = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key]
      const next = goal === undefined ? undefined : items[goal]
      if (next === undefined) return
      event.preventDefault()
      next.focus()
    }

    function stop({ target }: FocusEvent) {
      const item = target instanceof Element ? target.closest('[data-item]') : null
      if (item !== null) onstop(item.id)
    }

    list.addEventListener('keydown', move)
    list.addEventListener('focusin', stop)
    return () => {
      list.removeEventListener('keydown', move)
      list.removeEventListener('focusin', stop)
    }
  }
}
