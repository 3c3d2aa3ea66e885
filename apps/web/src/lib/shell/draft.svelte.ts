/** A text that survives a reload and an expired session on this device; the logout wipes it. */
export class Draft {
  #text = $state('')
  readonly #key: string

  constructor(thread: string, text = '') {
    this.#key = `draft:${thread}`
    this.#text = text
  }

  get text() {
    return this.#text
  }

  set text(text: string) {
    this.#text = text
    try {
      if (text === '') localStorage.removeItem(this.#key)
      else localStorage.setItem(this.#key, text)
    } catch {
      // No storage, or a full one: the text lives as long as the page.
    }
  }

  /** Brings back what was left here, unless something was written already. In the browser only. */
  recall() {
    if (this.#text !== '') return
    try {
      this.#text = localStorage.getItem(this.#key) ?? ''
    } catch {
      this.#text = ''
    }
  }
}
