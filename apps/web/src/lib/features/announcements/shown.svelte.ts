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

  told(event: ToldEvent) {
    if (event.name !== 'announcement.removed' || event.data === undefined) return
    if (event.data.id === this.#announcement.id) this.#announcement = event.data
  }
}
