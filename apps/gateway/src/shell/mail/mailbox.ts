/** A mail as it leaves the house. */
export interface Mail {
  readonly to: string
  readonly from: string
  readonly subject: string
  readonly text: string
  /** The same for each try: sent twice, a mailbox can tell that it is one. */
  readonly messageId: string
}

export interface KeptMail extends Mail {
  readonly at: Date
}

const most = 100

/** What the demo would have sent: in memory, and never in production. */
export class Mailbox {
  readonly #mails: KeptMail[] = []

  put(mail: KeptMail): void {
    this.#mails.unshift(mail)
    this.#mails.length = Math.min(this.#mails.length, most)
  }

  /** The newest first. */
  get mails(): readonly KeptMail[] {
    return this.#mails
  }
}
