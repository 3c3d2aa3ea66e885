import type { MembershipId } from '@morgenkreis/protocol'
import { drafts, joined } from './drafts.ts'

/** A text while it is being written, kept on this device: of its own, or for a while in place of something else. */
export class Draft {
  #own = $state('')
  /** The change of something older; undefined while none is made. */
  #change: string | undefined = $state()
  readonly #membership: MembershipId
  readonly #place: string

  constructor(membership: MembershipId, place: string, text = '') {
    this.#membership = membership
    this.#place = place
    this.#own = text
  }

  get text() {
    return this.#change ?? this.#own
  }

  set text(text: string) {
    if (this.#change === undefined) this.own = text
    else this.hold(text)
  }

  /** What is being written, also while something older is being changed. */
  get own() {
    return this.#own
  }

  set own(text: string) {
    this.#own = text
    this.#write(undefined, text)
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
    this.#change = text
    this.#write('change', text)
  }

  /** Nothing older is changed any more: what was written before is there again. */
  release() {
    this.#change = undefined
    this.#write('change', '')
  }

  /** The text is on its way to where it is kept for sending. Should the page end before `left`, it is here again. */
  take() {
    this.#write('leaving', this.text)
    if (this.#change === undefined) this.own = ''
    else this.release()
  }

  /** What was taken is kept elsewhere, or was brought back. */
  left() {
    this.#write('leaving', '')
  }

  /** Brings back what was left here, unless something was written already. In the browser only. */
  recall() {
    if (this.#own === '') this.#own = this.#read()
    const leaving = this.#read('leaving')
    if (leaving === '') return
    this.own = joined(leaving, this.#own)
    this.left()
  }

  #at = (part?: Part) => (part === undefined ? this.#place : `${this.#place}:${part}`)
  #read = (part?: Part) => drafts().read(this.#membership, this.#at(part))
  #write = (part: Part | undefined, text: string) => drafts().write(this.#membership, this.#at(part), text)
}

type Part = 'about' | 'change' | 'leaving'
