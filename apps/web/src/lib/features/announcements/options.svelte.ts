import type { MembershipId } from '@morgenkreis/protocol'
import { Draft } from '#lib/shell/draft.svelte.ts'

/** What a form came back with; empty texts for what was left as it is. */
export interface EnteredOptions {
  readonly confirmation: string
  readonly publishAt: string
  readonly urgent: string
  readonly reason: string
}

/** The options of an announcement while it is being written, kept on this device like its text. */
export class Options {
  readonly #drafts: Record<keyof EnteredOptions, Draft>

  constructor(membership: MembershipId, entered: Partial<EnteredOptions> = {}) {
    const draft = (name: keyof EnteredOptions) => new Draft(membership, `new:${name}`, entered[name])
    this.#drafts = {
      confirmation: draft('confirmation'),
      publishAt: draft('publishAt'),
      urgent: draft('urgent'),
      reason: draft('reason'),
    }
  }

  get confirmation() {
    return this.#drafts.confirmation.text
  }
  set confirmation(wanted: string) {
    this.#drafts.confirmation.text = wanted
  }

  /** `YYYY-MM-DDTHH:MM` on the Kita's clock; empty for now. */
  get publishAt() {
    return this.#drafts.publishAt.text
  }
  set publishAt(local: string) {
    this.#drafts.publishAt.text = local
  }

  get urgent() {
    return this.#drafts.urgent.text === 'yes'
  }
  set urgent(urgent: boolean) {
    this.#drafts.urgent.text = urgent ? 'yes' : ''
  }

  get reason() {
    return this.#drafts.reason.text
  }
  set reason(reason: string) {
    this.#drafts.reason.text = reason
  }

  get any() {
    return this.confirmation !== '' || this.publishAt !== '' || this.urgent
  }

  get lacksReason() {
    return this.urgent && this.reason.trim() === ''
  }

  recall() {
    for (const draft of Object.values(this.#drafts)) draft.recall()
  }
}
