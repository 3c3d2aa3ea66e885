import { hash, timingSafeEqual } from 'node:crypto'
import type { Given } from '@morgenkreis/domain'
import type { Acknowledgement, ConsentId, Destination, Language, Notice, NoticeId } from '@morgenkreis/protocol'
import { consents, notices } from '@morgenkreis/protocol'
import type { Macs } from './macs.ts'

/** The form of a preview's text: another one is no preview of ours, whoever made it. */
const form = 1

type Written = Omit<Given, 'at'> & { form: number; at: string }

/** What was about to be published where, in one form, whatever the order of the groups; short, since it travels. */
export function destinationKey(destination: Destination): string {
  if (destination.kind === 'comment') return `comment:${destination.announcement}`
  if (destination.kind === 'chat') return `chat:${destination.thread}`
  const { kind, facility, groups } = destination
  return `${kind}:${hash('sha256', [facility, ...(groups === 'all' ? ['all'] : [...groups].sort())].join(), 'base64url')}`
}

const hashes = new Map<string, string>()
function hashOf(sentence: string): string {
  const known = hashes.get(sentence) ?? hash('sha256', sentence, 'base64url')
  hashes.set(sentence, known)
  return known
}

/** The registered sentence in one language; its hash goes into the row (K-104). */
export function noticeIn(id: NoticeId, language: Language): Notice {
  const { version, [language]: sentence } = notices[id]
  return { id, version, language, hash: hashOf(sentence) }
}

/** The same of a sentence by which somebody consents (K-103). */
export function consentIn(id: ConsentId, language: Language) {
  const { version, [language]: sentence } = consents[id]
  return { notice: id, version, language, hash: hashOf(sentence) }
}

/** A preview is not stored: its fields travel with the author, under a keyed hash (architecture, the consent gate). */
export function sealPreview(given: Given, macs: Macs): string {
  const text = Buffer.from(JSON.stringify({ ...given, form, at: given.at.toISOString() } satisfies Written)).toString(
    'base64url',
  )
  return `${text}.${macs.previewMac(text)}`
}

/** What the author acknowledged: null if nothing, `unknown` if it is no preview of ours. */
export function openPreview(acknowledgement: Acknowledgement | undefined, macs: Macs): Given | 'unknown' | null {
  if (acknowledgement === undefined) return null
  const [text = '', mac = '', ...more] = acknowledgement.preview.split('.')
  const given = Buffer.from(mac)
  const wanted = Buffer.from(macs.previewMac(text))
  if (more.length > 0 || given.length !== wanted.length || !timingSafeEqual(given, wanted)) return 'unknown'
  // Ours, word for word: the keyed hash says so, and it was typed when it was made.
  const written = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Written
  return written.form === form ? { ...written, at: new Date(written.at) } : 'unknown'
}
