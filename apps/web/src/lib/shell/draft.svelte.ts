import type { MembershipId } from '@morgenkreis/protocol'
import { drafts } from './drafts.ts'

/** A text while it is being written, kept on this device: of its own, or for a while in place of something else. */
export class Draft {
  #text = $state('')
  readonly #membership: MembershipId
  readonly #place: string
  #isChange = false

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
    this.#write(this.#isChange ? 'change' : undefined, text)
  }

  /** What the text is about, as its writer put it; empty if about nothing. */
  get about(): string {
    return this.#read('about')
  }

  set about(about: string) {
    this.#write('about', about)
  }

  /** The change of something older, as it was left here. */
  get change(): string {
    return this.#read('change')
  }

  /** From now on something older is being changed; what was written before stays kept as it is. */
  hold(text: string) {
    this.#isChange = true
    this.text = text
  }

  /** Nothing older is changed any more: goes on with this text. */
  release(text: string) {
    this.#write('change', '')
    this.#isChange = false
    this.text = text
  }

  /** Brings back what was left here, unless something was written already. In the browser only. */
  recall() {
    if (this.#text === '') this.#text = this.#read()
  }

  #at = (part?: 'about' | 'change') => (part === undefined ? this.#place : `${this.#place}:${part}`)
  #read = (part?: 'about' | 'change') => drafts().read(this.#membership, this.#at(part))
  #write = (part: 'about' | 'change' | undefined, text: string) =>
    drafts().write(this.#membership, this.#at(part), text)
}
