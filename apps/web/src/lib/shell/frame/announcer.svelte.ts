import { createContext } from 'svelte'

/** Says politely, to screen readers only, what changed by itself. */
export class Announcer {
  said = $state('')
  #over: ReturnType<typeof setTimeout> | undefined

  say = (text: string) => {
    // The same words twice are news twice: an unseen mark makes them differ.
    this.said = this.said === text ? `${text}\u00a0` : text
    clearTimeout(this.#over)
    this.#over = setTimeout(this.hush, 5_000)
  }

  /** What was said does not stand about: it may have been removed since (D-08). */
  hush = () => {
    this.said = ''
  }
}

export const [announcer, setAnnouncer] = createContext<Announcer>()
