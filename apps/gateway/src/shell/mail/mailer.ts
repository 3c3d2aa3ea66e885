import { loadMail } from '@morgenkreis/words'
import type { PersonId, PushCategory } from '@morgenkreis/protocol'
import type { Clock } from '../clock.ts'
import type { MailConfig } from '../config-outside.ts'
import type { IdentityStore } from '../identity/store.ts'
import { Shredded } from '../keys.ts'
import type { Sealer } from '../seal.ts'
import type { Mail, Mailbox } from './mailbox.ts'

/** `nobody`: there is no such person or address any more. */
export type MailOutcome =
  | { readonly kind: 'taken' }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'later' }
  | { readonly kind: 'refused'; readonly status: number }

export interface MailerParts {
  readonly config: MailConfig
  readonly mailbox: Mailbox
  readonly identity: IdentityStore
  readonly sealer: Sealer
  readonly clock: Clock
  readonly origin: () => string
}

const withinMs = 10_000

type Sending = (mail: Mail, signal: AbortSignal) => Promise<void>

/** Mails a link, and nothing of what it leads to: names and the Kita never leave the house. */
export class Mailer {
  readonly #parts: MailerParts
  readonly #send: Sending

  constructor(parts: MailerParts) {
    this.#parts = parts
    this.#send = sending(parts)
  }

  /** `signal` ends it at once: what has not reached the mail server by then never does (K-35). */
  async send(
    person: PersonId,
    { category, id }: { category: PushCategory; id: string },
    signal: AbortSignal,
  ): Promise<MailOutcome> {
    const to = await this.#addressOf(person)
    if (to === null) return { kind: 'nobody' }
    // Which language somebody reads is known to their browser alone: German first, and English below.
    const [german, english] = await Promise.all([loadMail('de'), loadMail('en')])
    const texts = [german, english]
    const link = `${this.#parts.origin()}/mitteilung/${id}`
    const text = texts.map((each) => each.text({ what: each.subjects[category], link })).join('\n\n— — —\n\n')
    const { from } = this.#parts.config
    const messageId = `<${id}@${from.slice(from.indexOf('@') + 1)}>`
    try {
      await this.#send({ to, from, subject: german.subjects[category], text, messageId }, signal)
      return { kind: 'taken' }
    } catch (error) {
      const { responseCode: status = 0 } = error as { responseCode?: number }
      return status >= 500 ? { kind: 'refused', status } : { kind: 'later' }
    }
  }

  async #addressOf(person: PersonId): Promise<string | null> {
    const { identity, sealer } = this.#parts
    const doc = await identity.persons.model.findById(person).select('email').lean()
    if (doc === null) return null
    await sealer.prepareToOpen([doc.email])
    const opened = sealer.open(doc.email, { facility: null, collection: 'persons', id: person, field: 'email' })
    return opened === Shredded ? null : opened
  }
}

function sending({ config: { smtp }, mailbox, clock }: MailerParts): Sending {
  if (smtp === null) {
    return async (mail, signal) => {
      signal.throwIfAborted()
      mailbox.put({ ...mail, at: clock.now() })
      await Promise.resolve()
    }
  }
  const within = { connectionTimeout: withinMs, greetingTimeout: withinMs, socketTimeout: withinMs }
  // Stopped, a connection is torn: a polite end would still write what waits in it.
  const limits = { ...within, socketCloseTimeout: 0 }
  // Loaded with the first mail: the start of a gateway does without.
  const transport = lazily(async () => {
    const { createTransport } = await import('nodemailer')
    return createTransport({ url: smtp, ...limits, disableFileAccess: true, disableUrlAccess: true })
  })
  const headers = { 'auto-submitted': 'auto-generated' }
  return async (mail, signal) => void (await (await transport()).sendMail({ ...mail, headers, signal }))
}

function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}
