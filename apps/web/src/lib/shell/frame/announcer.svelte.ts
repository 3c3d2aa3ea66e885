import { createContext } from 'svelte'

/** Says politely, to screen readers only, what changed by itself. */
export class Announcer {
  said = $state('')
  #over: ReturnType<typeof setTimeout> | undefined

  say = (text: string) => {
    // The same words twice are news twice: an unseen mark makes them differ.
    this.said = this.said === text ? `${text}\u00a0` : text
    // What was said does not stand about: it may be removed meanwhile (D-08).
    clearTimeout(this.#over)
    this.#over = setTimeout(() => (this.said = ''), 5_000)
  }
}

export const [announcer, setAnnouncer] = createContext<Announcer>()
