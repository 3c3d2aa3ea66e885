import type { MembershipId } from '@morgenkreis/protocol'
import { drafts } from './drafts.ts'

/** A text while it is being written, kept on this device. */
export class Draft {
  #text = $state('')
  readonly #membership: MembershipId
  readonly #place: string
  #isHeld = false

  constructor(membership: MembershipId, place: string, text = '') {
    this.#membership = membership
    this.#place = place
    this.#text = text
  }

  get text() {
    return this.#text
  }

  set text(text: string) {
    this.#text = text
    if (!this.#isHeld) drafts().write(this.#membership, this.#place, text)
  }

  /** What is kept stays as it is, while something else is written in its place. */
  hold() {
    this.#isHeld = true
  }

  /** Goes on with this text. */
  release(text: string) {
    this.#isHeld = false
    this.text = text
  }

  /** Brings back what was left here, unless something was written already. In the browser only. */
  recall() {
    if (this.#text === '') this.#text = drafts().read(this.#membership, this.#place)
  }
}
