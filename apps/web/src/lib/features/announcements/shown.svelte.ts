import type { Announcement, GoneAnnouncement, ToldEvent } from '@morgenkreis/protocol'

/** One announcement on its page, and what becomes of it. */
export class Shown {
  #announcement: Announcement | GoneAnnouncement

  constructor(announcement: Announcement | GoneAnnouncement) {
    this.#announcement = $state.raw(announcement)
  }

  get announcement() {
    return this.#announcement
  }

  // Nothing is left of it to be told, not even whether its author took it away.
  #vanished({ at, v }: ToldEvent): GoneAnnouncement {
    const { id, facility, groups } = this.#announcement
    return { id, facility, groups, gone: 'removed', at, v }
  }

  told(event: ToldEvent) {
    if (event.ref !== this.#announcement.id) return
    if (event.name === 'announcement.removed' && event.data !== undefined) this.#announcement = event.data
    else if (event.gone === true) this.#announcement = this.#vanished(event)
  }
}
