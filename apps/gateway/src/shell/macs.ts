import { createHmac, createSecretKey, hash, hkdfSync, type KeyObject } from 'node:crypto'
import type { ChildId, FacilityId, MembershipId } from '@morgenkreis/protocol'

/** Keyed hashes for what is looked up or compared without being readable. All answers are base64url. */
export interface Macs {
  /** Of a normalised address: what an account is found by. */
  emailMac(normalised: string): string
  /** Of a display name: unique within its facility, however it is spelled. */
  nameMac(facility: FacilityId, displayName: string): string
  /** Of what was asked under a request id. Parsed inputs have their fields in the order of the schema. 132 bits. */
  inputMac(operation: string, input: unknown): string
  /** Of a child: what records about it are found by, without saying in the database whose they are. */
  childMac(child: ChildId): string
  /** Of a preview's fields, as one string; 132 bits. */
  previewMac(text: string): string
  /** Of a link of the audit chain, and of what it is bound to. */
  auditMac(text: string): string
  /** A UUID that stands for a former member in one thread: nobody can tell that two of them are the same person (K-79). */
  alias(thread: string, membership: MembershipId): MembershipId
  /** Names this installation, whatever server its databases lie on. */
  installation(): string
}

/**
 * The secret is a random row of the keys database, wrapped by the root key, not derived from an epoch of it: an old
 * epoch is destroyed within 37 days, and hashes derived from it could then never be computed again. Rotation wraps
 * the row anew and leaves the secret, so what was stored stays findable.
 */
export function createMacs(secret: KeyObject): Macs {
  const subKey = (purpose: string) =>
    createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', `morgenkreis ${purpose}`, 32)))
  const email = subKey('e-mail')
  const name = subKey('display name')
  const input = subKey('input').export().toString('hex')
  const childKey = subKey('child')
  const preview = subKey('preview').export().toString('hex')
  const audit = subKey('audit')
  const alias = subKey('alias')
  const installation = subKey('installation')
  const mac = (key: KeyObject, text: string) => createHmac('sha256', key).update(text).digest()

  return {
    emailMac: (normalised) => mac(email, normalised).toString('base64url'),
    // A facility's id has one length, so nothing can move between it and the name.
    nameMac: (facility, displayName) => mac(name, `${facility}:${comparableName(displayName)}`).toString('base64url'),
    inputMac: (operation, value) => shortMac(input, `${operation}:${JSON.stringify(value)}`),
    childMac: (child) => mac(childKey, child).toString('base64url'),
    previewMac: (text) => shortMac(preview, text),
    auditMac: (text) => mac(audit, text).toString('base64url'),
    alias: (thread, membership) => uuidOf(mac(alias, `${thread}:${membership}`)) as MembershipId,
    installation: () => mac(installation, '').toString('hex').slice(0, 16),
  }
}

/**
 * SHA-256 over the key and then the text, cut to half of it: nobody can lengthen what was hashed without the other half. One
 * call without an object, since it is made for each message: HMAC takes two rounds and costs several times as much.
 */
const shortMac = (key: string, text: string) => hash('sha256', `${key}:${text}`, 'base64url').slice(0, 22)

/** The first 122 bits as a UUID that tells no time. */
function uuidOf(bytes: Buffer): string {
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** One spelling of an address: compatibility forms unified, lower case, no blanks around it. */
export const normaliseEmail = (email: string) => email.normalize('NFKC').trim().toLowerCase()

/** One spelling of a display name: what looks alike but for case, width, blanks or invisible characters is the same. */
function comparableName(displayName: string) {
  const visible = displayName.normalize('NFKC').replace(/\p{Default_Ignorable_Code_Point}/gu, '')
  const folded = visible.toLowerCase().toUpperCase() // folds ß and SS, ς and σ
  return folded.normalize('NFKC').replace(/\s+/gu, ' ').trim()
}

/** What is stored of a session token. The token has 256 random bits: a plain hash cannot be searched. */
export const tokenHash = (token: string) => hash('sha256', token, 'base64url')
