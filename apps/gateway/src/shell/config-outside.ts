import { resolve } from 'node:path'
import { z } from 'zod'

/** How to reach whom the data-protection concept names as the only ones outside: push services and the mail server (K-08). */
export const outsideSettings = {
  VAPID_KEY_FILE: z.string().optional(),
  VAPID_SUBJECT: z
    .string()
    .regex(/^(?:mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/, 'VAPID_SUBJECT must start with mailto: or https://.')
    .optional(),
  PUSH_ORIGINS: z
    .string()
    .transform((written) => written.split(',').map((part) => part.trim()))
    .refine(
      (parts) => parts.every((part) => /^https:\/\/[^\s/?#@]+$/.test(part) && URL.canParse(part)),
      'PUSH_ORIGINS must be origins that start with https://, with commas between them.',
    )
    .transform((parts) => parts.map((part) => new URL(part).origin))
    .default([]),
  PUSH_CA_FILE: z.string().optional(),
  MAIL_URL: z
    .string()
    .regex(/^(?:smtps?:\/\/\S+|mailbox:)$/, 'MAIL_URL must start with smtp:// or smtps://, or be mailbox: for none.')
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^\s@<>]+@[^\s@<>]+$/, 'MAIL_FROM must be an address, such as post@kita.example.')
    .optional(),
}

type OutsideSettings = z.output<z.ZodObject<typeof outsideSettings>>

export interface PushConfig {
  /** Absolute path of the private key that signs for this installation. */
  keyFile: string
  /** Where a push service reaches the operator. */
  subject: string
  /** Push services of tests, beside those that the gateway knows: never in production. */
  extraOrigins: string[]
  /** Absolute path of the certificate that speaks for those. */
  caFile: string | null
}

export interface MailConfig {
  /** An SMTP server; null: a mailbox in memory, which is shown at /dev/mail. */
  smtp: string | null
  from: string
}

export function pushOf(settings: OutsideSettings, publicOrigin: string): PushConfig | null {
  const subject = subjectOf(settings, publicOrigin)
  if (settings.VAPID_KEY_FILE === undefined || subject === undefined) return null
  return {
    keyFile: resolve(settings.VAPID_KEY_FILE),
    subject,
    extraOrigins: settings.PUSH_ORIGINS,
    caFile: settings.PUSH_CA_FILE === undefined ? null : resolve(settings.PUSH_CA_FILE),
  }
}

export function mailOf({ MAIL_URL: url, MAIL_FROM: from }: OutsideSettings): MailConfig | null {
  return url === undefined || from === undefined ? null : { smtp: url === 'mailbox:' ? null : url, from }
}

/** Sentences on what does not fit together. */
export function wrongOutside(settings: OutsideSettings, publicOrigin: string): string[] {
  const sentences: string[] = []
  if (settings.VAPID_KEY_FILE !== undefined && subjectOf(settings, publicOrigin) === undefined)
    sentences.push('VAPID_SUBJECT is missing: write where push services reach the operator, mailto:… or https://….')
  if (settings.PUSH_CA_FILE !== undefined && settings.PUSH_ORIGINS.length === 0)
    sentences.push('PUSH_CA_FILE speaks for nobody without PUSH_ORIGINS: leave it out.')
  if (settings.MAIL_URL !== undefined && settings.MAIL_FROM === undefined)
    sentences.push('MAIL_FROM is missing: write the address that mails come from.')
  return sentences
}

export function wrongOutsideInProduction(settings: OutsideSettings): string[] {
  const sentences: string[] = []
  if (settings.PUSH_ORIGINS.length > 0) sentences.push('PUSH_ORIGINS is for tests, and refused in production.')
  if (settings.MAIL_URL === 'mailbox:')
    sentences.push('MAIL_URL is mailbox: only in the demo: name an SMTP server, or leave it out.')
  return sentences
}

/** That of an installation with TLS is its address. */
const subjectOf = (settings: OutsideSettings, publicOrigin: string) =>
  settings.VAPID_SUBJECT ?? (publicOrigin.startsWith('https:') ? publicOrigin : undefined)
