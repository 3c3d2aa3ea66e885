import { createContext } from 'svelte'

/** Says politely, to screen readers only, what changed by itself. */
export class Announcer {
  said = $state('')

  say = (text: string) => {
    // The same words twice are news twice: an unseen mark makes them differ.
    this.said = this.said === text ? `${text}\u00a0` : text
  }
}

export const [announcer, setAnnouncer] = createContext<Announcer>()
